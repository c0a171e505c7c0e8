//! `owner.*`: Title (确权).

use crate::codes::codes;

codes! {
    /// No owner stated.
    MISSING = "owner.missing", Error, "未登记产权人",
        "{subject}“{name}”：确权登记中没有产权人。",
        "{subject} “{name}”: no owner is stated.";
    /// One of the rights that the county names (five in 托里 and 阿克陶, six in 宝丰) has no holder.
    RIGHT_MISSING = "owner.right-missing", Error, "五权缺项",
        "{subject}“{name}”：{right}没有登记权利人。",
        "{subject} “{name}”: nobody is stated to hold the right “{right}”.";
    /// A step of the title chain is absent; one finding per step.
    STEP_MISSING = "owner.step-missing", Error, "确权程序缺失",
        "{subject}“{name}”：确权程序缺少“{step}”。",
        "{subject} “{name}”: the title chain lacks the step “{step}”.";
    /// Stated owner ≠ the owner by the county's decision table; names the rule that decided.
    DIFFERS = "owner.differs", Error, "产权归属不符",
        "{subject}“{name}”：按{cite}应归{expected}（{says}），登记为{found}。",
        "{subject} “{name}”: under {cite} it belongs to {expected} ({says}), but {found} is stated.";
    /// The table leaves it to a county decision, and none is on file.
    UNDECIDED = "owner.undecided", Warning, "产权待研究确定",
        "{subject}“{name}”：产权须由{body}研究确定，未见其决定文件{why}。",
        "{subject} “{name}”: {body} has to decide the owner, and no decision of theirs is on file{why}.";
    /// Shares do not add up to 100% (to the asset's value in amounts).
    SHARES_INCOMPLETE = "owner.shares-incomplete", Error, "份额合计不等于全部",
        "{subject}“{name}”：各产权人份额合计{percent}、量化价值合计{value}元，不等于100%或资产原值{original}元。",
        "{subject} “{name}”: the owners' shares add up to {percent} and to {value} yuan, not to 100% or to the original value of {original} yuan.";
    /// Stated shares ≠ shares by investment.
    SHARES_DIFFER = "owner.shares-differ", Error, "份额与出资不符",
        "{subject}“{name}”：登记份额与投入资金比例不符：{shares}。",
        "{subject} “{name}”: the stated shares are not those by investment: {shares}.";
    /// Certificate, transfer agreement, decision or hand-over paper of that rule is missing.
    PAPER_MISSING = "owner.paper-missing", Error, "确权移交凭证缺失",
        "{subject}“{name}”：缺少{paper}。",
        "{subject} “{name}”: “{paper}” is missing.";
    /// Steps out of order (registered after title, paper before publicity ended …).
    STEP_ORDER = "owner.step-order", Error, "确权程序颠倒",
        "{subject}“{name}”：“{first}”（{first_day}）晚于“{then}”（{then_day}），次序颠倒。",
        "{subject} “{name}”: “{first}” ({first_day}) came after “{then}” ({then_day}), out of order.";
    /// Required notice absent.
    PUBLICITY_MISSING = "owner.publicity-missing", Error, "确权未公示",
        "{subject}“{name}”：确权结果未按规定公示{where}。",
        "{subject} “{name}”: the title was not made public as required{where}.";
    /// Notice shorter than the county's days.
    PUBLICITY_SHORT = "owner.publicity-short", Error, "确权公示期不足",
        "{subject}“{name}”：确权公示{days}，少于规定的{limit}。",
        "{subject} “{name}”: the title was posted for {days}, less than the required {limit}.";
    /// After the county's deadline.
    LATE = "owner.late", Warning, "确权逾期",
        "{subject}“{name}”：{day}才完成确权，晚于期限{limit}。",
        "{subject} “{name}”: title was confirmed on {day}, after the deadline {limit}.";
    /// Not in the system that its owner type requires.
    UNREGISTERED = "owner.unregistered", Error, "未纳入应登记系统",
        "{subject}“{name}”：产权归{owner}，应登记于{systems}，登记系统为{found}。",
        "{subject} “{name}”: owned by {owner}, it belongs into {systems}; the system stated is {found}.";
}
