//! Which table a sheet holds, where the case does not say; and which ledger its rows are of.

use crate::layout::Layout;
use crate::layout::names::{TableNames, all};
use crate::places;
use crate::texts::fold;
use ledger::words::assets::LEDGER;

/// Words in a title, a sheet's or a file's name that hint at a table.
const HINTS: [(&str, &[&str]); 23] = [
    ("account_balances", &["科目余额", "余额表", "试算平衡"]),
    ("asset_cards", &["卡片"]),
    ("asset_funding", &["资产资金来源", "资金来源表", "资金构成表"]),
    ("asset_owners", &["确权登记", "产权份额", "权属登记", "确权表"]),
    (
        "assets",
        &[
            "资产台账",
            "总台账",
            "部门台账",
            "乡镇台账",
            "村级台账",
            "到户台账",
            "资产登记",
            "资产清单",
            "资产明细",
            "到户类资产",
        ],
    ),
    ("changes", &["变动", "变更"]),
    ("contracts", &["合同"]),
    ("disposals", &["处置"]),
    ("distribution_lines", &["分配明细", "发放明细", "发放表", "分配名单"]),
    ("distribution_plans", &["分配方案", "分配计划"]),
    ("fund_ledger", &["资金台账", "指标", "支付明细", "拨款", "资金拨付"]),
    ("handovers", &["移交", "交接"]),
    ("households", &["农户", "脱贫户名", "户名单", "花名册"]),
    ("income", &["收益台账", "收益登记", "收益情况", "收益表"]),
    ("investments", &["联建", "出资"]),
    ("ledgers", &["台账汇总", "汇总表", "汇总"]),
    ("personnel", &["离任", "人员变动", "岗位变动"]),
    ("physical_counts", &["盘点", "清查登记", "实物清查", "清查明细"]),
    ("projects", &["项目台账", "项目库", "项目清单", "项目明细"]),
    ("publicity", &["公示", "公告"]),
    ("supervision", &["监督检查", "检查台账", "考核", "督查"]),
    ("villages", &["行政村", "村名录", "村名单", "村基本情况"]),
    ("writeoffs", &["核销"]),
];

/// The words around a sheet that may say what it is.
pub(crate) struct Around<'a> {
    /// Texts above the headings.
    pub(crate) titles: &'a [String],
    /// Name of the sheet.
    pub(crate) sheet: &'a str,
    /// Path of the file.
    pub(crate) path: &'a str,
}

impl Around<'_> {
    /// The texts, nearest first: titles, sheet, file, folders.
    fn texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.titles.iter().map(|t| fold(t)).collect();
        texts.push(fold(self.sheet));
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.reverse();
        texts.extend(parts.into_iter().map(fold));
        texts
    }
}

/// The table whose headings a sheet has. Headings that few tables know count most; a hint in the
/// words around decides between tables that share theirs. `None` on a tie or too little.
pub(crate) fn table(layout: &Layout, around: &Around<'_>) -> Option<&'static TableNames> {
    let headings: Vec<_> = layout.headings.iter().filter(|h| !h.path.is_empty()).collect();
    let claims: Vec<Vec<(&'static str, usize, usize)>> = headings
        .iter()
        .map(|h| {
            all()
                .iter()
                .filter_map(|(table, names)| {
                    let claim = *names.claims(&h.path).first()?;
                    Some((*table, claim.rank, claim.column))
                })
                .collect()
        })
        .collect();
    let texts = around.texts();
    let mut scores: Vec<(u64, &'static str)> = Vec::new();
    for (table, names) in all() {
        let mut columns = std::collections::BTreeSet::new();
        let mut score = 0_u64;
        for claim in &claims {
            let Some((_, rank, column)) = claim.iter().find(|(t, ..)| t == table) else {
                continue;
            };
            if columns.insert(*column) {
                let tables = claim.len().max(1) as u64;
                score += if *rank == 0 { 1_200 } else { 1_000 } / tables;
            }
        }
        if columns.len() < 3 || columns.len() * 10 < headings.len() * 3 {
            continue;
        }
        let lacks = names
            .table
            .columns
            .iter()
            .enumerate()
            .filter(|(i, c)| c.required && !columns.contains(i))
            .count();
        if lacks > 0 {
            score = score * 7 / 10;
        }
        score += 1_500 * hint(table, &texts);
        scores.push((score, *table));
    }
    scores.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let (best, table) = *scores.first()?;
    if let Some((second, _)) = scores.get(1)
        && best * 100 < second * 108
    {
        return None;
    }
    all().get(table)
}

/// How strongly the words around hint at a table: 2 for the longest hint of the nearest text that
/// has any, 1 for a further one.
fn hint(table: &str, texts: &[String]) -> u64 {
    let longest = |text: &str, hints: &[&str]| {
        hints.iter().filter(|h| text.contains(*h)).map(|h| h.chars().count()).max()
    };
    let Some((_, own)) = HINTS.iter().find(|(t, _)| *t == table) else {
        return 0;
    };
    for text in texts {
        let Some(mine) = longest(text, own) else {
            if HINTS.iter().any(|(_, h)| longest(text, h).is_some()) {
                return 0;
            }
            continue;
        };
        let best = HINTS.iter().filter_map(|(_, h)| longest(text, h)).max().unwrap_or(mine);
        return if mine == best { 2 } else { 1 };
    }
    0
}

/// The ledger that the words around an assets sheet name: a label of a ledger or system in the
/// title, the sheet's or the file's name, else the word that such names begin with.
pub(crate) fn ledger(
    around: &Around<'_>,
    keeper: Option<&str>,
    county: &str,
) -> Option<&'static str> {
    const SHORT: [(&str, &[&str]); 5] = [
        ("county", &["总台账", "县级", "县总"]),
        ("household", &["到户", "户级"]),
        ("industry", &["行业", "部门台账"]),
        ("township", &["乡镇", "乡级", "镇级"]),
        ("village", &["村级", "村集体"]),
    ];
    let texts = around.texts();
    for text in &texts {
        let label = LEDGER
            .0
            .iter()
            .flat_map(|(code, labels)| labels.iter().map(move |l| (fold(l), *code)))
            .filter(|(label, _)| text.contains(label.as_str()))
            .max_by_key(|(label, _)| label.chars().count());
        if let Some((_, code)) = label {
            return Some(code);
        }
        // The first word counts: 村级_多拉特乡镇北村.
        let first = SHORT
            .iter()
            .flat_map(|(code, words)| words.iter().map(move |word| (text.find(word), *code, *word)))
            .filter_map(|(at, code, word)| at.map(|at| (at, code, word)))
            .min();
        match first {
            // 多拉特乡镇北村 is a village.
            Some((_, _, "乡镇")) if places::in_text(text, county).1.is_some() => {
                return Some("village");
            }
            Some((_, code, _)) => return Some(code),
            None => {}
        }
    }
    by_keeper(keeper.unwrap_or("")).or_else(|| {
        // 2024年白杨镇资产台账: the place in the title tells whose ledger it is.
        match places::in_text(around.titles.first()?, county) {
            (_, Some(_)) => Some("village"),
            (Some(_), None) => Some("township"),
            (None, None) => None,
        }
    })
}

/// The ledger that a body keeps.
fn by_keeper(keeper: &str) -> Option<&'static str> {
    let keeper = fold(keeper);
    if keeper.ends_with("村民委员会") || keeper.ends_with("村委会") || keeper.ends_with("合作社")
    {
        Some("village")
    } else if keeper.ends_with("镇人民政府") || keeper.ends_with("乡人民政府") {
        Some("township")
    } else if keeper.ends_with('局') || keeper.ends_with("委员会") || keeper.ends_with('委') {
        Some("industry")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Around, ledger};

    #[test]
    fn ledgers_by_the_words_around() {
        for (title, path, code) in [
            ("托里县扶贫项目资产县级总台账", "inbox/a.xlsx", Some("county")),
            ("2024年度白杨镇富民村村级台账", "inbox/a.xlsx", Some("village")),
            ("松林镇乡镇台账", "inbox/a.xlsx", Some("township")),
            ("2024年度白杨镇到户类资产台账", "inbox/a.xlsx", Some("household")),
            ("", "inbox/行业部门/水利局.xlsx", Some("industry")),
            ("农村集体三资管理平台导出", "inbox/a.xlsx", Some("sys_sanzi")),
            ("", "inbox/村级_多拉特乡镇北村.xlsx", Some("village")),
            ("多拉特乡镇北村资产明细", "inbox/a.xlsx", Some("village")),
            ("", "inbox/a.xlsx", None),
        ] {
            let titles = [title.to_owned()];
            let around = Around { titles: &titles, sheet: "Sheet1", path };
            assert_eq!(ledger(&around, None, "托里县"), code, "{title}{path}");
        }
        let around = Around { titles: &[], sheet: "Sheet1", path: "inbox/a.xlsx" };
        assert_eq!(ledger(&around, Some("松林镇人民政府"), "托里县"), Some("township"));
    }
}
