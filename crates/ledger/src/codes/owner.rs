//! `owner.*`: Title (确权).

use crate::codes::codes;

codes! {
    /// No owner stated.
    MISSING = "owner.missing", Error, "未登记产权人",
        "{subject}：确权登记中没有产权人。",
        "{subject}: no owner is stated.";
    /// One of the rights that the county names (five in 托里 and 阿克陶, six in 宝丰) has no holder.
    RIGHT_MISSING = "owner.right-missing", Error, "五权缺项",
        "{subject}：{right}没有登记权利人。",
        "{subject}: nobody is stated to hold the right “{right}”.";
    /// A step of the title chain is absent; one finding per step.
    STEP_MISSING = "owner.step-missing", Error, "确权程序缺失",
        "{subject}：确权程序缺少“{step}”。",
        "{subject}: the title chain lacks the step “{step}”.";
    /// Stated owner ≠ the owner by the county's decision table; names the rule that decided.
    DIFFERS = "owner.differs", Error, "产权归属不符",
        "{subject}：按{cite}应归{expected}（{says}），登记为{found}。",
        "{subject}: under {cite} it belongs to {expected} ({says}), but {found} is stated.";
    /// The table leaves it to a county decision, and none is on file.
    UNDECIDED = "owner.undecided", Warning, "产权待研究确定",
        "{subject}：产权须由{body}研究确定，未见其决定文件{why}。",
        "{subject}: {body} has to decide the owner, and no decision of theirs is on file{why}.";
    /// Shares do not add up to 100% (to the asset's value in amounts).
    SHARES_INCOMPLETE = "owner.shares-incomplete", Error, "份额合计不等于全部",
        "{subject}：各产权人份额合计{percent}、量化价值合计{value}元，不等于100%或资产原值{original}元。",
        "{subject}: the owners' shares add up to {percent} and to {value} yuan, not to 100% or to the original value of {original} yuan.";
    /// Stated shares ≠ shares by investment.
    SHARES_DIFFER = "owner.shares-differ", Error, "份额与出资不符",
        "{subject}：登记份额与投入资金比例不符：{shares}。",
        "{subject}: the stated shares are not those by investment: {shares}.";
    /// Certificate, transfer agreement, decision or hand-over paper of that rule is missing.
    PAPER_MISSING = "owner.paper-missing", Error, "确权移交凭证缺失",
        "{subject}：缺少{paper}，或未载编号、日期。",
        "{subject}: the paper “{paper}” is missing, or lacks number or date.";
    /// Steps out of order (registered after title, paper before publicity ended …).
    STEP_ORDER = "owner.step-order", Error, "确权程序颠倒",
        "{subject}：“{first}”（{first_day}）晚于“{then}”（{then_day}），次序颠倒。",
        "{subject}: “{first}” ({first_day}) came after “{then}” ({then_day}), out of order.";
    /// Required notice absent.
    PUBLICITY_MISSING = "owner.publicity-missing", Error, "确权未公示",
        "{subject}：确权结果未按规定公示{where}。",
        "{subject}: the title was not made public as required{where}.";
    /// Notice shorter than the county's days.
    PUBLICITY_SHORT = "owner.publicity-short", Error, "确权公示期不足",
        "{subject}：确权公示{days}日，少于规定的{limit}。",
        "{subject}: the title was posted for {days} days, less than the required {limit}.";
    /// After the county's deadline.
    LATE = "owner.late", Warning, "确权逾期",
        "{subject}：{day}才完成确权，晚于期限{limit}。",
        "{subject}: title was confirmed on {day}, after the deadline {limit}.";
    /// Not in the system that its owner type requires.
    UNREGISTERED = "owner.unregistered", Error, "未纳入应登记系统",
        "{subject}：产权归{owner}，应登记于{systems}，登记系统为{found}。",
        "{subject}: owned by {owner}, it belongs into {systems}; the system stated is {found}.";
}
