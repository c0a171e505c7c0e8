//! Checks by their Chinese names, as people read them: families of the rulebook, and what is checked
//! without a clause.

use rulebook::words;

/// Names of checks that no clause orders, in the order of their codes.
const LABELS: &[(&str, &str)] = &[
    ("attest", "待签字事项"),
    ("card-balance", "卡片与科目余额"),
    ("composition", "资金构成与原值"),
    ("fund-overpaid", "超下达支付"),
    ("ledger-double-claims", "多头登记"),
    ("ledger-duplicates", "重复登记"),
    ("ledger-headers", "台账表头合计"),
    ("matching", "账账匹配"),
    ("net-value", "净值与折旧"),
    ("roll-forward", "年初年末结转"),
    ("split-total", "收益分配合计"),
    ("suspense-account", "待处理财产损溢"),
    ("system-owners", "应登记系统"),
    ("trial-balance", "试算平衡"),
    ("verdict", "结论"),
    ("write-off", "资产核销"),
];

/// The Chinese name of a check; its code where it has none.
pub(crate) fn label(check: &str) -> &str {
    let own = LABELS.iter().find(|(code, _)| *code == check);
    own.map_or_else(|| words::label(check), |(_, label)| label)
}

#[cfg(test)]
mod tests {
    use super::{LABELS, label};
    use rulebook::checks::Check;
    use std::collections::BTreeSet;

    #[test]
    fn every_check_has_a_name_of_its_own() {
        let own = LABELS.iter().map(|(code, _)| *code);
        let checks: BTreeSet<&str> = own.chain(Check::FAMILIES.iter().copied()).collect();
        let names: BTreeSet<&str> = checks.iter().map(|check| label(check)).collect();
        assert_eq!(checks.len(), LABELS.len() + Check::FAMILIES.len(), "none stands twice");
        assert_eq!(names.len(), checks.len());
    }
}
