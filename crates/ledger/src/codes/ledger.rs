//! `ledger.*`: Books against books (账账相符).

use crate::codes::codes;

codes! {
    /// An asset that the right-hand ledger is expected to hold has no counterpart there.
    MISSING = "ledger.missing", Error, "应登未登",
        "{what}应在{right}（{keeper}）登记，{found}。",
        "{what} should stand in {right} ({keeper}), {found}.";
    /// Original_value differs beyond tolerance; amount = left − right.
    VALUE_DIFFERS = "ledger.value-differs", Error, "原值不一致",
        "“{name}”的资产原值，{left}为{left_value}元，{right}为{right_value}元，相差{amount}元。",
        "Original value of {name}: {left_value} yuan in {left}, {right_value} yuan in {right}, a difference of {amount} yuan.";
    /// Net_value differs.
    NET_DIFFERS = "ledger.net-differs", Error, "净值不一致",
        "“{name}”的资产净值，{left}为{left_value}元，{right}为{right_value}元，相差{amount}元，且不是由原值差异引起。",
        "Net value of {name}: {left_value} yuan in {left}, {right_value} yuan in {right}, a difference of {amount} yuan that does not follow from the original value.";
    /// Quantity differs (same unit of measure after conversion).
    QUANTITY_DIFFERS = "ledger.quantity-differs", Error, "数量不一致",
        "“{name}”的数量，{left}为{left_value}，{right}为{right_value}，换算为同一计量单位后不相等。",
        "Quantity of {name}: {left_value} in {left}, {right_value} in {right}; not equal in one unit of measure.";
    /// Asset_class differs.
    CLASS_DIFFERS = "ledger.class-differs", Error, "资产类别不一致",
        "“{name}”的资产类别，{left}为{left_value}，{right}为{right_value}。",
        "Class of {name}: {left_value} in {left}, {right_value} in {right}.";
    /// Owner_type or owner_name differs (aliases of one unit are equal).
    OWNER_DIFFERS = "ledger.owner-differs", Error, "产权归属不一致",
        "“{name}”的产权归属，{left}为{left_value}，{right}为{right_value}，不是同一单位的不同写法。",
        "Owner of {name}: {left_value} in {left}, {right_value} in {right}; these are not two names of one unit.";
    /// Township or village differs.
    PLACE_DIFFERS = "ledger.place-differs", Warning, "所在地不一致",
        "“{name}”的所在地，{left}为{left_value}，{right}为{right_value}。",
        "Place of {name}: {left_value} in {left}, {right_value} in {right}.";
    /// Asset_status differs.
    STATUS_DIFFERS = "ledger.status-differs", Warning, "资产状态不一致",
        "“{name}”的资产状态，{left}为{left_value}，{right}为{right_value}。",
        "State of {name}: {left_value} in {left}, {right_value} in {right}.";
    /// Matched, but the names differ after normalisation.
    NAME_DIFFERS = "ledger.name-differs", Info, "名称不一致",
        "已配对的同一资产，名称在{left}为“{left_value}”，在{right}为“{right_value}”，规范后仍不相同。",
        "One asset, matched, is called {left_value} in {left} and {right_value} in {right}, which differ also after normalisation.";
    /// The same asset twice in one ledger of one unit; one finding per surplus row.
    DUPLICATE = "ledger.duplicate", Error, "重复登记",
        "“{name}”（原值{value}元）在{ledger}（{unit}）中重复登记：{place}与{first}为同一资产。",
        "{name} (original value {value} yuan) stands twice in {ledger} ({unit}): {place} and {first} are one asset.";
    /// Several units of one level list the same asset and their values add up to more than its
    /// value.
    DOUBLE_CLAIM = "ledger.double-claim", Error, "多方重复列账",
        "“{name}”原值{value}元，{ledger}中由{units}分别列账，合计{claimed}元，多列{amount}元。",
        "{name} is worth {value} yuan; in {ledger} it is listed by {units}, {claimed} yuan in all, {amount} yuan too much.";
    /// A ledger's stated header total (records or value) differs from its rows; or Σ sub-ledgers
    /// ≠ county ledger (subject = unit).
    TOTAL_DIFFERS = "ledger.total-differs", Error, "台账合计不一致",
        "{ledger}（{subject}）：{stated_in}列{stated_records}项、{stated}元，该台账逐行合计{records}项、{computed}元，不一致；其中{blank}项没有可读的原值，按零计。",
        "{ledger} ({subject}): {stated_in} states {stated_records} records and {stated} yuan, its rows are {records} and {computed} yuan; {blank} of them state no readable value and count as nothing.";
    /// With `--prior`: opening + additions − disposals ± changes ≠ closing: an asset came, went or
    /// changed its value since the prior case, and no change, disposal or write-off on file says
    /// so; amount = closing − opening − explained.
    ROLL_FORWARD_DIFFERS = "ledger.rollforward-differs", Error, "年初年末结转不符",
        "“{name}”（{ledgers}）：{why}；上年末{opening}元，本年末{closing}元，变动、处置、核销记录能说明{explained}元，未说明{amount}元。",
        "{name} ({ledgers}): {why}; {opening} yuan at the end of the prior year, {closing} yuan now, records of changes, disposals and write-offs explain {explained} yuan, {amount} yuan are unexplained.";
    /// Entered in the system later than the county's days allow.
    LATE_ENTRY = "ledger.late-entry", Error, "逾期录入系统",
        "“{name}”{event}于{day}，应不迟于{due}录入{system}，录入日期为{entered}，已迟{late}天。",
        "{name}: {event} on {day}, to be entered in {system} by {due}; entered: {entered}, {late} days late.";
    /// Listed in a system that its owner type excludes.
    WRONG_SYSTEM = "ledger.wrong-system", Error, "登记系统有误",
        "“{name}”产权归属为{owner}，不应登记在{system}。",
        "{name} is owned by {owner} and may not stand in {system}.";
}
