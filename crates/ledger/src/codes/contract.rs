//! `contract.*`: Operation and contracts.

use crate::codes::codes;

codes! {
    /// Let or entrusted without a contract.
    MISSING = "contract.missing", Error, "未签订经营合同",
        "{subject}：资产由{operator}经营，没有已签订的合同。",
        "{subject}: {operator} runs the asset without a signed contract.";
    /// Oral, or a letter of intent instead of a contract.
    INFORMAL = "contract.informal", Error, "合同不规范",
        "{subject}：以{form}代替正式合同。",
        "{subject}: {form} stands in for a contract.";
    /// A clause the county requires is absent; lists them.
    CLAUSE_MISSING = "contract.clause-missing", Error, "合同内容缺项",
        "{subject}：没有约定{items}。",
        "{subject}: it does not settle {items}.";
    /// Decision, publicity, review or filing step absent.
    STEP_MISSING = "contract.step-missing", Error, "经营程序缺失",
        "{subject}：选择经营者缺少“{step}”。",
        "{subject}: the operator was chosen without the step “{step}”.";
    /// Steps out of order.
    STEP_ORDER = "contract.step-order", Error, "经营程序颠倒",
        "{subject}：“{first}”（{first_day}）晚于“{then}”（{then_day}），次序颠倒。",
        "{subject}: “{first}” ({first_day}) came after “{then}” ({then_day}), out of order.";
    /// Longer than the limit (statutory 20 years by default).
    OVER_TERM = "contract.over-term", Warning, "合同期限过长",
        "{subject}：合同自{start}至{end}，超过{limit}。",
        "{subject}: it runs from {start} to {end}, longer than {limit}.";
    /// Ended before as_of and neither renewed nor recovered.
    EXPIRED = "contract.expired", Warning, "合同到期未处理",
        "{subject}：合同已于{end}到期，至{as_of}未续签也未收回资产。",
        "{subject}: it ended on {end}; by {as_of} it was neither renewed nor the asset recovered.";
    /// Operator or mode changed without the consent required.
    CHANGE_UNAPPROVED = "contract.change-unapproved", Error, "变更经营未经批准",
        "{subject}：{change}缺少“{step}”。",
        "{subject}: the change “{change}” lacks “{step}”.";
    /// Operator on the discredited list, or without the qualification the county asks for.
    OPERATOR_UNFIT = "contract.operator-unfit", Error, "经营主体不合条件",
        "{subject}：经营主体{operator}不合条件：{why}。",
        "{subject}: the operator {operator} is unfit: {why}.";
    /// Business on the county's no-go list.
    FORBIDDEN_BUSINESS = "contract.forbidden-business", Error, "触及禁入范围",
        "{subject}：经营“{business}”，属于投资经营禁入范围“{entry}”。",
        "{subject}: the business “{business}” is on the no-go list: “{entry}”.";
    /// Risk plan, risk list or emergency plan absent.
    RISK_PAPER_MISSING = "contract.risk-paper-missing", Warning, "风险防控资料缺失",
        "{subject}：缺少{paper}。",
        "{subject}: {paper} is missing.";
    /// Loss or damage in the operator's hands without force majeure.
    LOSS_UNEXCUSED = "contract.loss-unexcused", Error, "非不可抗力损失",
        "{subject}：资产在经营主体手中损失，未见不可抗力证明。",
        "{subject}: the asset was lost in the operator's hands, and no force majeure is shown.";
}
