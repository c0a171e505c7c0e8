//! Which table a sheet holds, where the case does not say; and which ledger its rows are of.

use crate::layout::Layout;
use crate::layout::names::{TableNames, all};
use crate::places;
use crate::texts::fold;
use ledger::words::assets::LEDGER;
use std::collections::BTreeSet;

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

/// A table that a sheet may hold, and what speaks for it.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) names: &'static TableNames,
    score: u64,
    /// How many headings name its columns, of how many there are.
    pub(crate) named: usize,
    pub(crate) headings: usize,
    /// Headings that no other table has.
    pub(crate) own: Vec<String>,
    /// The word around the sheet that hints at it, and whether it is the plainest there.
    pub(crate) hint: Option<(&'static str, bool)>,
    /// Required columns without a heading.
    pub(crate) lacks: Vec<&'static str>,
}

/// What a sheet may hold, likeliest first.
#[derive(Debug, Default)]
pub(crate) struct Recognition {
    pub(crate) candidates: Vec<Candidate>,
}

/// By how much the likeliest table must surpass the next, in hundredths.
const MARGIN: u64 = 108;

impl Recognition {
    /// The table, where one is clearly likelier than all others.
    pub(crate) fn taken(&self) -> Option<&'static TableNames> {
        let best = self.candidates.first()?;
        (!self.is_tie()).then_some(best.names)
    }

    /// The tables that are about as likely as the likeliest; none where that lacks a required
    /// column.
    pub(crate) fn likely(&self) -> BTreeSet<&'static str> {
        let Some(best) = self.candidates.first().filter(|best| best.lacks.is_empty()) else {
            return BTreeSet::new();
        };
        let near = |c: &&Candidate| best.score * 100 < c.score * MARGIN;
        self.candidates.iter().filter(near).map(|c| c.names.table.name).collect()
    }

    /// Whether the two likeliest are too close to tell.
    pub(crate) fn is_tie(&self) -> bool {
        matches!(self.candidates.as_slice(), [best, next, ..] if best.score * 100 < next.score * MARGIN)
    }

    /// The table that came second, and its likelihood in hundredths of the first's.
    pub(crate) fn runner_up(&self) -> Option<(&'static str, u64)> {
        let (best, next) = (self.candidates.first()?, self.candidates.get(1)?);
        Some((next.names.table.name, next.score * 100 / best.score.max(1)))
    }
}

/// The table whose headings a sheet has. Headings that few tables know count most; a hint in the
/// words around decides between tables that share theirs.
pub(crate) fn table(layout: &Layout, around: &Around<'_>) -> Recognition {
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
    let mut candidates: Vec<Candidate> = Vec::new();
    for (table, names) in all() {
        let mut columns = BTreeSet::new();
        let mut own = Vec::new();
        let mut score = 0_u64;
        for (claim, heading) in claims.iter().zip(&headings) {
            let Some((_, rank, column)) = claim.iter().find(|(t, ..)| t == table) else {
                continue;
            };
            if columns.insert(*column) {
                let tables = claim.len().max(1) as u64;
                score += if *rank == 0 { 1_200 } else { 1_000 } / tables;
                if tables == 1 {
                    own.push(heading.shown.clone());
                }
            }
        }
        if columns.len() < 3 || columns.len() * 10 < headings.len() * 3 {
            continue;
        }
        let required = names.table.columns.iter().enumerate().filter(|(_, c)| c.required);
        let lacks: Vec<_> =
            required.filter(|(i, _)| !columns.contains(i)).map(|(_, c)| c.label).collect();
        if !lacks.is_empty() {
            score = score * 7 / 10;
        }
        let hint = hint(table, &texts);
        score += 1_500 * hint.map_or(0, |(_, plainest)| if plainest { 2 } else { 1 });
        let named = columns.len();
        candidates.push(Candidate {
            names,
            score,
            named,
            headings: headings.len(),
            own,
            hint,
            lacks,
        });
    }
    candidates
        .sort_by(|a, b| b.score.cmp(&a.score).then(a.names.table.name.cmp(b.names.table.name)));
    candidates.truncate(3);
    Recognition { candidates }
}

/// The word of the nearest text with any hint that hints at a table, and whether no other table's
/// hint there is longer.
fn hint(table: &str, texts: &[String]) -> Option<(&'static str, bool)> {
    let longest = |text: &str, hints: &[&'static str]| {
        hints.iter().filter(|h| text.contains(**h)).max_by_key(|h| h.chars().count()).copied()
    };
    let (_, own) = HINTS.iter().find(|(t, _)| *t == table)?;
    for text in texts {
        let Some(mine) = longest(text, own) else {
            if HINTS.iter().any(|(_, h)| longest(text, h).is_some()) {
                return None;
            }
            continue;
        };
        let length = |word: &str| word.chars().count();
        let best = HINTS.iter().filter_map(|(_, h)| longest(text, h)).map(length).max();
        return Some((mine, best == Some(length(mine))));
    }
    None
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
