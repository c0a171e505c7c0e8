//! Tables that the steps write.

use crate::table;
use crate::words::{accounts, assets, disposals, distribution, money};

table! {
    /// A row that could not be taken in.
    output Reject = "rejects", "未能收录的行" {
        /// Table it was read for.
        table: text = "目标表";
        /// File, relative to the case.
        src_file: text = "文件";
        /// Sheet, where the file has sheets.
        src_sheet: text = "工作表";
        /// Row as the spreadsheet shows it.
        src_row: integer = "行号";
        /// Why.
        reason: text = "原因";
        /// What stood there, heading=text, personal data masked.
        raw: text = "原文";
    }
}

table! {
    /// One left–right pair of a matched group; a group of n and m rows has n × m of them.
    output MatchPair = "matches", "匹配" {
        /// Left and right ledger: `county|township`.
        pair: text [key] = "比对双方";
        /// Rows of one group share it.
        group_id: text [key] = "组号";
        /// Row of the left side.
        left_row_id: text [key] = "左行";
        /// Row of the right side.
        right_row_id: text [key] = "右行";
        /// Rung of the ladder that paired them: decision, identifier, evidence-key, business-key,
        /// similar, sum.
        rung: text = "匹配依据";
        /// confirmed, suggested or ambiguous.
        status: text = "状态";
        /// How many equally good pairings there are, where ambiguous.
        alternatives: integer = "备选数";
        /// The features that made it, readable.
        why: text = "理由";
    }
}

table! {
    /// What a person decided about two rows of different ledgers. Bound to what the rows say, not to
    /// where they stand; kept in decisions.csv of the case.
    output MatchDecision = "match_decisions", "配对决定" {
        /// match or not-match.
        verdict: text = "结论";
        /// Post of the person who decided.
        by: text = "决定人岗位";
        /// When.
        date: date = "日期";
        /// Why.
        reason: text = "理由";
        /// Ledger of the left row.
        left_ledger: text = "左方台账";
        /// Name on the left.
        left_name: text = "左方名称";
        /// Row of the left side, when it was decided.
        left_row_id: text [key] = "左行";
        /// Hash of what the left row says.
        left_hash: text [key] = "左行内容";
        /// Ledger of the right row.
        right_ledger: text = "右方台账";
        /// Name on the right.
        right_name: text = "右方名称";
        /// Row of the right side, when it was decided.
        right_row_id: text [key] = "右行";
        /// Hash of what the right row says.
        right_hash: text [key] = "右行内容";
    }
}

table! {
    /// A field in which matched rows differ.
    output Difference = "differences", "差异" {
        /// Left and right ledger.
        pair: text [key] = "比对双方";
        /// Group of the matched rows.
        group_id: text [key] = "组号";
        /// Field that differs.
        field: text [key] = "字段";
        /// Value on the left.
        left_value: text = "左值";
        /// Value on the right.
        right_value: text = "右值";
        /// Left minus right, for amounts.
        difference: amount = "差额";
        /// Row of the left side.
        left_row_id: text = "左行";
        /// Row of the right side.
        right_row_id: text = "右行";
        /// Accepted by a tolerance that the case sets.
        within_tolerance: bool = "在容差内";
    }
}

table! {
    /// A row that ended in no group.
    output Residue = "residue", "未匹配" {
        /// Left and right ledger.
        pair: text [key] = "比对双方";
        /// left or right.
        side: text = "所在方";
        /// The row.
        row_id: text [key] = "行";
        /// Nearest candidates on the other side.
        nearest: list = "最接近的行";
        /// Rung and feature at which each candidate failed.
        failed_at: text = "未匹配原因";
        /// Its original value.
        amount: amount = "资产原值";
    }
}

table! {
    /// A difference accepted because the case sets a tolerance.
    output ToleranceUse = "tolerance", "容差使用" {
        /// Left and right ledger.
        pair: text = "比对双方";
        /// Field.
        field: text = "字段";
        /// Row of the left side.
        left_row_id: text = "左行";
        /// Row of the right side.
        right_row_id: text = "右行";
        /// Left minus right.
        difference: amount = "差额";
        /// The tolerance set.
        tolerance: amount = "容差";
    }
}

table! {
    /// One real asset, whichever ledgers hold it.
    output ReconciledAsset = "assets", "账账核对后的资产" {
        /// Stable key of the asset.
        asset_key: text [key] = "资产键";
        /// Its id; the county ledger's where ledgers differ.
        asset_id: text = "资产编号";
        /// Its name.
        name: text = "资产名称";
        /// Township.
        township: text = "乡镇";
        /// Village.
        village: text = "行政村";
        /// Managed class.
        class: code(assets::ASSET_CLASS) = "资产类别";
        /// Ledgers it stands in.
        ledgers: list = "所在台账";
        /// Systems it stands in.
        systems: list = "所在系统";
        /// Cards it has.
        cards: integer = "卡片数";
        /// Fund lines of its project.
        funds: integer = "资金行数";
        /// Count rows.
        counts: integer = "盘点行数";
        /// Original value on which all ledgers agree; absent where they do not.
        agreed_value: amount = "一致原值";
        /// The largest difference of original value between the county ledger and another.
        worst_difference: amount = "最大差额";
        /// agreed, differs, missing, extra or unsettled (a pairing is only suggested, or ambiguous).
        status: text = "状态";
    }
}

table! {
    /// One cell of a ledger from the prior year to this one:
    /// opening + added − removed + value_change + moved = closing.
    output RollForward = "rollforward", "年初年末结转" {
        /// Ledger or system.
        ledger: code(assets::LEDGER) [key] = "台账类别";
        /// Township.
        township: text [key] = "乡镇";
        /// Managed class.
        class: code(assets::ASSET_CLASS) [key] = "资产类别";
        /// Assets in the prior year's ledger that had not left the books.
        opening_rows: integer = "年初项数";
        /// Their original value.
        opening: amount = "年初原值";
        /// Assets that the prior year's ledger did not hold.
        added_rows: integer = "增加项数";
        /// Their original value.
        added: amount = "本年增加";
        /// Assets that this year's ledger holds no longer, or as gone.
        removed_rows: integer = "减少项数";
        /// Their original value of the prior year.
        removed: amount = "本年减少";
        /// Change of the original value of assets that both years hold.
        value_change: amount = "价值变动";
        /// Original value that came from other cells less what went to them: another township or
        /// class. The sum over a ledger is nothing.
        moved: amount = "乡镇或类别调整";
        /// Assets in this year's ledger that have not left the books.
        closing_rows: integer = "年末项数";
        /// Their original value.
        closing: amount = "年末原值";
        /// What of the change no change, disposal or write-off on file explains: the sum of the
        /// findings.
        unexplained: amount = "未说明金额";
        /// Assets of which that cannot be said: a pairing is only likely, or an amount is missing.
        unsettled_rows: integer = "待定项数";
        /// Assets of either year without a value; they count as nothing.
        blank_rows: integer = "原值未填项数";
    }
}

table! {
    /// One cell of a lower ledger against the county ledger (一总四分).
    output RollUp = "rollups", "一总四分汇总" {
        /// The lower ledger.
        ledger: code(assets::LEDGER) [key] = "分台账";
        /// Township.
        township: text [key] = "乡镇";
        /// Managed class.
        class: code(assets::ASSET_CLASS) [key] = "资产类别";
        /// Year of the money.
        year: integer [key] = "资金年度";
        /// Source of the money.
        source: code(money::FUND_SOURCE) [key] = "资金来源";
        /// Assets of the county ledger that the lower ledger owes or holds.
        county_rows: integer = "总台账项数";
        /// Their original value.
        county_value: amount = "总台账原值";
        /// Managed assets of the lower ledger.
        own_rows: integer = "分台账项数";
        /// Their original value.
        own_value: amount = "分台账原值";
        /// County less lower ledger.
        difference: amount = "差额";
        /// What of the difference comes of assets with a finding.
        explained: amount = "已说明差额";
        /// Those findings.
        findings: list = "问题编号";
    }
}

table! {
    /// What is to be done about one finding of the count, and how old it is.
    output CountAction = "count_actions", "盘点处理" {
        /// The finding.
        finding_id: text [key] = "问题编号";
        /// What kind of difference.
        kind: code(accounts::COUNT_PROBLEM) = "差异类别";
        /// Asset or count row.
        subject_id: text = "对象编号";
        /// Township.
        township: text = "乡镇";
        /// Village.
        village: text = "行政村";
        /// Unit that was counted.
        unit: text = "清查单位";
        /// Day of the count, where the sheet states one.
        counted_on: date = "盘点日期";
        /// Days from the count to the case's as_of.
        age_days: integer = "距盘点天数";
        /// Months from that of the count to that of the case's as_of.
        months_open: integer = "未结月数";
        /// Amount of the finding.
        amount: amount = "金额";
        /// What is to be done next.
        next_action: code(accounts::COUNT_ACTION) = "下一步";
    }
}

table! {
    /// The owner that the county's rules decide for one asset.
    output Ownership = "ownership", "确权结果" {
        /// Asset.
        asset_id: text [key] = "资产编号";
        /// Level of the owner decided.
        owner_type: code(assets::OWNER_TYPE) = "产权归属层级";
        /// Owner decided.
        owner_name: text = "所有权人";
        /// Id of the rule in the rulebook.
        rule: text = "规则";
        /// Clause that decided.
        clause: text = "依据条款";
        /// Why, readable.
        basis: text = "理由";
        /// Register it belongs in.
        register_in: text = "应登记系统";
        /// Papers the rule asks for.
        papers_required: list = "所需凭证";
        /// decided, needs-decision, conflict, register-only or out-of-scope.
        status: text = "状态";
        /// Level of the owner that the ledger states.
        stated_owner_type: code(assets::OWNER_TYPE) = "台账产权层级";
        /// Owner that the ledger states.
        stated_owner_name: text = "台账所有权人";
        /// Whether both agree.
        agrees: bool = "是否一致";
    }
}

table! {
    /// One owner's share of one asset. The amounts sum to the asset's original value.
    output OwnerShare = "shares", "产权份额" {
        /// Asset.
        asset_id: text [key] = "资产编号";
        /// Level of the owner.
        owner_type: code(assets::OWNER_TYPE) = "产权归属层级";
        /// Owner.
        owner_name: text [key] = "所有权人";
        /// Township.
        township: text = "乡镇";
        /// Village.
        village: text = "行政村";
        /// Exact fraction of the asset: `1/3`.
        ratio: text = "份额";
        /// Share of the original value.
        amount: amount = "份额金额";
    }
}

table! {
    /// One leaf of a distribution: each fen of a source stands in exactly one row.
    output Allocation = "allocations", "分配结果" {
        /// income or plan.
        source_kind: text [key] = "来源类别";
        /// Income or plan.
        source_id: text [key] = "来源编号";
        /// Stage of the distribution.
        stage: text = "阶段";
        /// Use it goes to.
        purpose: code(distribution::DIST_USE_CATEGORY) = "分配用途";
        /// Township.
        township: text = "乡镇";
        /// Village.
        village: text = "行政村";
        /// Household.
        household_id: text = "户编号";
        /// Exact fraction of the source: `3/10`.
        ratio: text = "比例";
        /// Its share of the source.
        amount: amount = "金额";
        /// Id of the rule in the rulebook.
        rule: text = "规则";
        /// Clause that orders it.
        clause: text = "依据条款";
    }
}

table! {
    /// One step of one disposal or write-off, or its verdict.
    output DisposalDecision = "decisions", "处置核查" {
        /// Disposal.
        disposal_id: text [key] = "处置编号";
        /// Write-off.
        writeoff_id: text [key] = "核销编号";
        /// Step of the procedure; `verdict` is the whole.
        step: code(disposals::DISPOSAL_STEP) [key] = "步骤";
        /// Whether the county's rules demand it.
        required: bool = "是否必须";
        /// Whether it is on file.
        present: bool = "是否具备";
        /// When it was done.
        date: date = "日期";
        /// Whether it is as it should be.
        ok: bool = "是否合规";
        /// Id of the rule in the rulebook.
        rule: text = "规则";
        /// Clause that demands it.
        clause: text = "依据条款";
    }
}
