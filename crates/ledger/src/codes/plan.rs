//! `plan.*`: Distribution of income (收益分配).

use crate::codes::codes;

codes! {
    /// Actual amounts ≠ the county's split or the approved plan; one finding per purpose; amount
    /// = actual − due.
    SPLIT_DIFFERS = "plan.split-differs", Error, "分配比例不符",
        "{subject}：“{purpose}”按{ratio}应分{due}元，实分{actual}元，相差{amount}元。",
        "{subject}: {purpose} is due {ratio}, {due} yuan, and got {actual} yuan, a difference of {amount} yuan.";
    /// Lines do not add up to the plan; or plans exceed the income received.
    TOTAL_DIFFERS = "plan.total-differs", Error, "分配合计不符",
        "{subject}：{what}合计{actual}，与应有的{due}不符。",
        "{subject}: {detail} ({what}) add up to {actual}, not to {due}.";
    /// A step of the county's chain is absent; one finding per step.
    STEP_MISSING = "plan.step-missing", Error, "分配程序缺步骤",
        "{subject}：缺“{step}”。",
        "{subject}: {detail} ({step}) is missing.";
    /// Steps out of order; paid before filing where the county forbids it.
    STEP_ORDER = "plan.step-order", Error, "分配程序颠倒",
        "{subject}：“{earlier}”（{earlier_date}）应当先于“{later}”（{later_date}）。",
        "{subject}: {earlier} ({earlier_date}) must not come after {later} ({later_date}).";
    /// The approved plan that replaces the county's split was approved below the level expected.
    APPROVER_LOW = "plan.approver-low", Warning, "批复单位级别偏低",
        "{subject}：改变分配比例的实施方案{number}由{approver}批复，级别低于要求。",
        "{subject}: the plan {number} that changes the split was approved by {approver}, below the level expected.";
    /// Later than the county's clock.
    LATE = "plan.late", Error, "分配逾期",
        "{subject}：{what}应在{due}前完成，实际{done}。",
        "{subject}: {what} was due by {due}; {done}.";
    /// Three or more households given identical amounts (or identical per head) with no ratio,
    /// factor or condition recorded.
    EQUAL_SHARES = "plan.equal-shares", Error, "平均分配",
        "{subject}：{households}户{basis}相同（{each}元），没有记录因素、比例或者条件。",
        "{subject}: {households} households got the same {detail} ({basis}, {each} yuan), and no factor, ratio or condition is recorded.";
    /// A use outside the county's list.
    PURPOSE_NOT_ALLOWED = "plan.purpose-not-allowed", Warning, "用途不在范围",
        "{subject}：“{purpose}”支出{amount}元，不在规定用途之内（{allowed}）。",
        "{subject}: {amount} yuan went to {purpose}, outside the uses allowed ({allowed}).";
    /// Paid to a household no longer eligible, deceased, or unknown.
    INELIGIBLE = "plan.ineligible", Error, "分配对象不符合条件",
        "{subject}：身份为“{status}”（{since}），{fault}。",
        "{subject}: the household is {status} (since {since}): {fault}.";
    /// Priority recipients left out while others are paid.
    PRIORITY_MISSED = "plan.priority-missed", Warning, "优先对象未优先",
        "{subject}：{recipient}分得{amount}元，应当优先的是{first}。",
        "{subject}: {recipient} got {amount} yuan, while {first} should come first.";
    /// Incentive above the cap, or paid on a loss; amount = excess.
    OVER_CAP = "plan.over-cap", Error, "奖励超过上限",
        "{subject}：激励{incentive}元；该村试点资产当年净利润{profit}元，上限为其{rate}，即{cap}元，超出{amount}元。",
        "{subject}: the incentive is {incentive} yuan; the village's pilot assets earned {profit} yuan net in the year, of which {rate} ({cap} yuan) is the cap; {amount} yuan above it.";
    /// Loss charged to poor households (or the protected village).
    LOSS_ON_PROTECTED = "plan.loss-on-protected", Error, "亏损转嫁",
        "{subject}：{burden}，经营风险应由经营主体承担。",
        "{subject}: {detail} ({burden}); the operating risk is the operator's.";
    /// Distributed by someone other than the owner.
    NOT_OWNER = "plan.not-owner", Error, "非所有权人分配",
        "{subject}：{what}为{distributor}，所有权人是{owner}。",
        "{subject}: {detail} ({what}) is {distributor}, the owner is {owner}.";
    /// More payments a year than the county allows, or none.
    TOO_MANY_PAYMENTS = "plan.too-many-payments", Warning, "分红次数不符",
        "{subject}：{year}年分红{payments}次，应为{at_least}至{at_most}次。",
        "{subject}: {payments} payments in {year}, where {at_least} to {at_most} are due.";
    /// A reserve outside the share of income that the county names; amount = kept − limit.
    RESERVE_DIFFERS = "plan.reserve-differs", Warning, "公积公益金比例不符",
        "{subject}：提取公积公益金{kept}元，应{rates}（{limit}元），相差{amount}元。",
        "{subject}: {kept} yuan were kept as a reserve; required: {rates} ({limit} yuan), a difference of {amount} yuan.";
    /// Upkeep taken from income above the income, or not by shares of title.
    UPKEEP_OVER = "plan.upkeep-over", Warning, "管护费用超额",
        "{subject}：从收益中列支管护费用{cost}元，应列不超过{due}元，多列{amount}元。",
        "{subject}: upkeep of {cost} yuan was taken from income, where {due} yuan is the most; {amount} yuan too much.";
}
