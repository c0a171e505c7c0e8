//! `villages`: 行政村.

use crate::table;
use crate::words::distribution;

table! {
    /// One village.
    input Village = "villages", "行政村" {
        /// Township the row is filed under and reported by.
        township: text [required] = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道",
            "镇", "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text [required] = "行政村", "村", "村名", "所在村", "所属村", "村名称",
            "行政村名称", "村（社区）", "村居", "村（居）";
        /// Statistical division code.
        place_code: text = "区划代码", "行政区划代码", "统计区划代码", "村编码";
        /// Collective economic organisation of the village; alias for owner names.
        collective_name: text = "村集体经济组织名称", "股份经济合作社名称", "集体经济组织名称";
        /// Village priority type.
        village_priority_type: code(distribution::VILLAGE_PRIORITY_TYPE) = "村优先类型", "村类型",
            "村属性", "优先类型";
        /// Poor village.
        poor_village: bool = "是否贫困村", "贫困村", "是否脱贫村";
        /// Deep poverty.
        deep_poverty: bool = "是否深度贫困村", "深度贫困村";
        /// Weak collective.
        weak_collective: bool = "是否集体经济薄弱村", "集体经济薄弱村", "薄弱村";
        /// Poor households.
        poor_households: integer in "户" = "脱贫户数", "贫困户数", "建档立卡户数";
        /// Poor population.
        poor_population: integer in "人" = "脱贫人口数", "贫困人口", "建档立卡人口", "脱贫人口";
        /// Population.
        population: integer in "人" = "总人口", "人口数", "人口", "人数";
        /// Households.
        households: integer in "户" = "总户数", "户数", "农户数";
    }
}
