//! Contracts on village assets that somebody signed in private.

use super::Duty;
use ledger::codes::contract::CLAUSE_MISSING;
use ledger::tables::Asset;
use ledger::{Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::duty::CollectiveReview;
use std::collections::BTreeMap;

/// Steps any of which shows that the contract was not signed in private.
const STEPS: [&str; 8] = [
    "proposal_date",
    "village_meeting_date",
    "four_two_done_date",
    "township_review_date",
    "township_filing_date",
    "owner_consent_date",
    "superior_approval_date",
    "legal_review_date",
];

/// `collective-review`: a contract without any step on record. That single steps are missing is what
/// the clauses on those steps report.
pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let assets: BTreeMap<&str, &Asset> = duty
        .holdings
        .assets
        .iter()
        .filter_map(|asset| Some((asset.asset_id.as_deref()?, *asset)))
        .collect();
    duty.each::<CollectiveReview>(&["assets", "contracts"], out, |ruled, run, findings| {
        for contract in &duty.books.contracts {
            let asset = contract.asset_id.as_deref().and_then(|id| assets.get(id).copied());
            let owner = asset.and_then(|asset| asset.owner_type.as_deref());
            if !owner.is_some_and(|owner| ruled.rule.owners.contains(&owner)) {
                continue;
            }
            let stated = STEPS.iter().any(|step| !contract.value(step).is_null());
            let asked = STEPS.iter().any(|step| duty.books.has_column(contract, step));
            let verdict = match (stated, asked) {
                (true, _) => Verdict::Passed,
                (false, true) => Verdict::Failed,
                (false, false) => Verdict::Unknown,
            };
            run.count(verdict);
            if verdict == Verdict::Failed {
                let id = contract.contract_id.clone();
                let id = id.unwrap_or_else(|| contract.origin.row_id.clone());
                findings.push(
                    ruled
                        .finding(&CLAUSE_MISSING, Subject::new(SubjectKind::Contract, id))
                        .detail("private")
                        .place(contract.township.as_deref(), contract.village.as_deref())
                        .arg("items", "任何民主决策、审核或者备案的程序，属于私自签订")
                        .cells(contract.cells(&STEPS)),
                );
            }
        }
    });
}
