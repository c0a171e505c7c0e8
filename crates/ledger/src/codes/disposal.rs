//! `disposal.*`: Disposal (处置).

use crate::codes::codes;

codes! {
    /// A well-performing asset is being disposed of.
    PERFORMING_ASSET = "disposal.performing-asset", Warning, "处置运行良好的资产",
        "处置 {subject}：所处置资产 {asset} 的运营效益评价为“{rating}”，运行良好的资产原则上不处置。",
        "{subject}: asset {asset} is rated “{rating}”; an asset that runs well is in principle kept.";
    /// No ground, or one that the county does not list.
    GROUND_MISSING = "disposal.ground-missing", Error, "处置理由不成立",
        "处置 {subject}：处置原因为{found}，应{expected}。",
        "{subject}: the ground is {found}; required: {expected}.";
    /// No appraisal where one is required.
    APPRAISAL_MISSING = "disposal.appraisal-missing", Error, "缺少资产评估",
        "{subject}：{event}应有完整的资产评估，缺 {missing}。",
        "{subject}: {event} needs a complete appraisal; missing: {missing}.";
    /// At or above the county's threshold (100,000.00 yuan is at it) without an appraisal by an
    /// agency.
    AGENCY_MISSING = "disposal.agency-missing", Error, "未委托评估机构",
        "处置 {subject}：{basis}为 {amount} 元，达到 {threshold}，应委托资产评估机构评估，实际{found}。",
        "{subject}: {basis} of {amount} yuan is at or above {threshold}, so an appraisal agency must be commissioned; found: {found}.";
    /// Appraisal result not made public as required.
    APPRAISAL_UNPUBLISHED = "disposal.appraisal-unpublished", Error, "评估结果未公示",
        "处置 {subject}：评估结果未按规定公开，{reason}。",
        "{subject}: the appraisal result was not made public as required: {reason}.";
    /// A step of the county's chain is absent; one finding per step.
    STEP_MISSING = "disposal.step-missing", Error, "处置环节缺失",
        "{subject}：缺少“{step}”环节，未填 {missing}。",
        "{subject}: the step “{step}” is absent; missing: {missing}.";
    /// Steps out of order; disposed before approval.
    STEP_ORDER = "disposal.step-order", Error, "处置环节颠倒",
        "处置 {subject}：“{first}”（{first_date}）应不晚于“{then}”（{then_date}）。",
        "{subject}: “{first}” ({first_date}) must not come after “{then}” ({then_date}).";
    /// Approved below the level required.
    APPROVER_LEVEL = "disposal.approver-level", Error, "审批级别不够",
        "处置 {subject}：“{step}”由{found}作出，应由{expected}作出。",
        "{subject}: “{step}” was given by {found}; required: {expected}.";
    /// Lots of one asset or project within 12 months each below the threshold, together at or
    /// above it.
    SPLIT_SUSPECTED = "disposal.split-suspected", Warning, "疑似拆分处置",
        "{subject}：{lots} 笔处置（{list}）自首笔起 {period} 内合计 {amount} 元，每笔都低于 {threshold}，合计达到，疑似拆分以规避机构评估。",
        "{subject}: {lots} disposals ({list}) within {period} add up to {amount} yuan, each below {threshold} and together at or above it; possible splitting.";
    /// Price below the share of the appraised value that the rulebook sets (off where none).
    BELOW_APPRAISAL = "disposal.below-appraisal", Warning, "成交价低于评估价",
        "处置 {subject}：成交价 {price} 元，低于评估价值 {appraised} 元的 {share}，低 {amount} 元。",
        "{subject}: sold for {price} yuan, {amount} yuan below {share} of the appraised {appraised} yuan.";
    /// Proceeds not received in the account required, or not in full (less taxes and fees where
    /// the county says so).
    PROCEEDS_MISSING = "disposal.proceeds-missing", Error, "处置收入未足额缴存",
        "处置 {subject}：处置收入 {expected} 元应缴入{account}，实际{found}。",
        "{subject}: proceeds of {expected} yuan belong in {account}; found: {found}.";
    /// Proceeds put to a use that the county does not allow, or undecided.
    PROCEEDS_USE = "disposal.proceeds-use", Error, "处置收入使用不合规",
        "处置 {subject}：处置收入 {amount} 元，{found}，应{expected}。",
        "{subject}: proceeds of {amount} yuan: {found}; required: {expected}.";
    /// An asset gone from the ledger, or with status disposed, without an approved disposal or
    /// write-off.
    UNAPPROVED_REMOVAL = "disposal.unapproved-removal", Error, "未经批准减少资产",
        "资产 {subject}：{found}，未见经批准的处置或核销。",
        "{subject}: {found}, without an approved disposal or write-off on file.";
    /// Disposed of, but still in use in a ledger or system.
    LEDGER_NOT_UPDATED = "disposal.ledger-not-updated", Warning, "处置后台账未更新",
        "{subject}：已于 {date} 处置，{ledger}仍记为“{status}”。",
        "{subject}: disposed of on {date}, but {ledger} still says “{status}”.";
    /// Pledged where the county forbids it (or without the legal basis it demands).
    PLEDGED = "disposal.pledged", Error, "资产被抵押担保",
        "{subject}：{found}，{expected}。",
        "{subject}: {found}; {expected}.";
    /// Donated asset let or disposed of without telling the donor first.
    DONOR_NOT_TOLD = "disposal.donor-not-told", Error, "未提前告知捐赠方",
        "{subject}：援建捐赠资产{event}前应告知捐赠方{donor}，{found}。",
        "{subject}: donor {donor} must be told before {event}; found: {found}.";
    /// Owner's undertaking not to dispose privately missing.
    UNDERTAKING_MISSING = "disposal.undertaking-missing", Error, "缺少不擅自处置承诺书",
        "{subject}：所有权人{owner}应有不擅自处置资产的书面承诺，查到承诺书编号{number}、日期{date}。",
        "{subject}: owner {owner} must have filed a written undertaking not to dispose privately; on file are number {number} and date {date}.";
    /// Equity or claim past its term, neither renewed nor recovered.
    EQUITY_TERM_ENDED = "disposal.equity-term-ended", Warning, "股权债权到期未处理",
        "{subject}：{form}的合作期限已于 {date} 届满（合同 {contract}），至 {as_of} 既未续签也未收回。",
        "{subject}: the term of the {form} ended on {date} (contract {contract}) and by {as_of} it was neither renewed nor recovered.";
    /// Result of the disposal not made public as required.
    RESULT_UNPUBLISHED = "disposal.result-unpublished", Error, "处置结果未公示",
        "处置 {subject}：处置结果未按规定公开，{reason}。",
        "{subject}: the result of the disposal was not made public as required: {reason}.";
}
