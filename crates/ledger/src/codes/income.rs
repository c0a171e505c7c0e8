//! `income.*`: Income (收益).

use crate::codes::codes;

codes! {
    /// Agreed income not received by its due date; amount = agreed − received.
    UNPAID = "income.unpaid", Error, "约定收益未收到",
        "{subject}：{year}年应收收益{agreed}元，截至应缴日{due}实收{received}元，欠{amount}元。",
        "{subject}: of {agreed} yuan due for {year}, {received} yuan had been received by {due}; {amount} yuan are owed.";
    /// Below the county's floor (base, rate and part-years as the rulebook says); E when no
    /// rectification is recorded.
    YIELD_LOW = "income.yield-low", Warning, "收益率偏低",
        "{subject}：{year}年收益{income}元，为投入{base}元的{rate}%，低于下限{floor}%（{days}天应得{due}元），少{amount}元。",
        "{subject}: income of {year} is {income} yuan, {rate}% of the {base} yuan put in and below the floor of {floor}% ({due} yuan for {days} days), short by {amount} yuan.";
    /// The yield that a contract agrees lies outside the rates that the county admits.
    RATE_OUTSIDE = "income.rate-outside", Warning, "约定收益率不在规定区间",
        "{subject}：合同约定收益率{rate}，规定应在{from}至{to}之间。",
        "{subject}: the contract agrees a yield of {rate}; the county admits {from} to {to}.";
    /// Live animals without the insurance required.
    UNINSURED = "income.uninsured", Error, "活体资产未保险",
        "{subject}：活体资产应全部参加保险，{as_of}时没有有效保单（保单号{policy}，到期日{until}）。",
        "{subject}: live assets must all be insured, but no policy was in force on {as_of} (policy {policy}, ending {until}).";
    /// Operated in a mode that requires a guarantee, without one.
    UNGUARANTEED = "income.unguaranteed", Error, "担保未全覆盖",
        "{subject}：以“{mode}”方式经营须有{need}，资产价值{value}元，担保方式{kind}，担保金额{guaranteed}元。",
        "{subject}: operated by {mode}, which needs {need}; the asset is worth {value} yuan, the guarantee is {kind}, {guaranteed} yuan.";
    /// Received and not distributed within the county's time (趴账), first in first out; amount =
    /// what is left.
    UNALLOCATED = "income.unallocated", Error, "收益逾期未分配",
        "{subject}：{received}到账的收益应在{deadline}前分配，到期仍有{amount}元未分配。",
        "{subject}: of the income received on {received}, {amount} yuan were not distributed by {deadline}.";
    /// The year's clearing missing or after the county's date.
    NOT_CLEARED = "income.not-cleared", Warning, "年度收益未按时核算",
        "{subject}：{year}年资产收益应在{due}前完成核算，实际核算日期{done}。",
        "{subject}: the income of {year} was to be cleared by {due}; it was cleared on {done}.";
    /// Yearly evaluation missing.
    NOT_EVALUATED = "income.not-evaluated", Warning, "年度绩效未评价",
        "{subject}：{year}年应有第三方绩效评价，不达标的应当整改；查到评价结果{result}，整改日期{rectified}。",
        "{subject}: {year} needs an evaluation by a third party, and a failure must be rectified; on file are the result {result} and the rectification date {rectified}.";
    /// Income that must go to county finance was not remitted.
    NOT_REMITTED = "income.not-remitted", Error, "收益未上缴",
        "{subject}：应全额上缴县财政的收益为{due}元，已上缴{remitted}元（上缴日期{date}），欠缴{amount}元。",
        "{subject}: {due} yuan of income belong to county finance; {remitted} yuan were remitted ({date}), {amount} yuan are owed.";
    /// Not booked in the sub-account required.
    UNBOOKED = "income.unbooked", Error, "收益未按科目入账",
        "{subject}：收益没有记入规定的明细科目。",
        "{subject}: the income is not booked in the sub-account required.";
    /// Income rights not quantified where the county requires it, or the record is missing.
    QUANTIFICATION_MISSING = "income.quantification-missing", Error, "收益权未量化",
        "{subject}：收益权应当量化到持有者，缺{missing}。",
        "{subject}: income rights must be quantified; {detail} ({missing}) is missing.";
    /// Income right held by one whom the county's text excludes.
    RIGHT_HOLDER = "income.right-holder", Error, "收益权持有者不合规",
        "{subject}：{fund}形成的收益权由{holder}持有，{place}只能由{admitted}持有。",
        "{subject}: an income right formed with {fund} is held by {holder}; in {place} only {admitted} may hold it.";
}
