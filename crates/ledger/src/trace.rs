//! Why a rule step decided as it did; written at the moment of decision, read by `explain`.

use crate::table;

table! {
    /// One decision: the facts, the clauses that held, the one that won, those set aside.
    output Trace = "trace", "判定过程" {
        /// Kind of subject, as in findings.
        subject_kind: text [key] = "对象类别";
        /// Subject.
        subject_id: text [key] = "对象编号";
        /// What was decided: owner, split, appraisal, …
        decision: text [key] = "判定事项";
        /// Facts as `name=value` with the cell each came from.
        facts: list = "事实";
        /// Clauses whose conditions held.
        held: list = "成立条款";
        /// The clause that won.
        won: text = "采用条款";
        /// Clauses set aside, each with the reading that says why.
        set_aside: list = "让位条款";
        /// Dated parameters used, `name=value`.
        parameters: list = "参数";
        /// What came out.
        outcome: text = "结论";
    }
}
