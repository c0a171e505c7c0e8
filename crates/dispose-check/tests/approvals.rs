//! The chain of approvals: what is missing, too low, or too late.

mod common;

use common::{NOTHING, day, of, one, text, yuan};
use ledger::tables::Disposal;

fn unapproved(disposal: &mut Disposal) {
    disposal.county_approval_body = None;
    disposal.county_approval_no = None;
    disposal.county_approval_date = None;
}

#[test]
fn the_leading_groups_approval_is_an_error_from_the_threshold_on() {
    let missing = |severity| one("disposal.step-missing", "TL-5.6-05", severity);
    let worth = |value: &str| {
        of(|d| {
            unapproved(d);
            d.disposal_value = yuan(value);
        })
    };
    assert_eq!(worth("99999.99"), missing("warning"));
    assert_eq!(worth("100000.00"), missing("error"));
    // Part of an approval is missing evidence.
    let unnumbered = of(|d| {
        d.disposal_value = yuan("100000.00");
        d.county_approval_no = None;
    });
    assert_eq!(unnumbered, missing("error"));
}

#[test]
fn a_body_below_the_leading_group_is_too_low() {
    let by = |body: &str| {
        of(|d| {
            d.disposal_value = yuan("120000.00");
            d.county_approval_body = text(body);
        })
    };
    let low = one("disposal.approver-level", "TL-5.6-05", "error");
    assert_eq!(by("某某县农业农村局"), low);
    for body in ["扶贫开发领导小组", "某某县扶贫开发领导小组", "县扶贫开发领导小组"]
    {
        assert_eq!(by(body), NOTHING, "{body}");
    }
}

#[test]
fn an_application_names_who_applied_and_when() {
    let missing = one("disposal.step-missing", "TL-5.6-05", "error");
    assert_eq!(of(|d| d.applicant_unit = None), missing);
    assert_eq!(of(|d| d.application_date = None), missing);
}

#[test]
fn the_tier_above_approves_before_the_disposal() {
    let without = |township_review| {
        of(|d| {
            d.superior_approval_unit = None;
            d.superior_approval_date = None;
            d.township_review_date = township_review;
        })
    };
    let missing = one("disposal.step-missing", "TLA1-2.5-01", "error");
    assert_eq!(without(None), missing);
    assert_eq!(without(day("2024-03-05")), NOTHING);
    let low = of(|d| d.superior_approval_unit = text("乙村村民委员会"));
    assert_eq!(low, one("disposal.approver-level", "TLA1-2.5-01", "error"));
}

#[test]
fn which_tier_is_above_depends_on_the_owner() {
    let owned_by = |owner: Option<&str>, change: fn(&mut Disposal)| {
        common::found(|books| {
            books.assets[0].owner_type = owner.map(Into::into);
            let disposal = &mut books.disposals[0];
            disposal.owner_type = owner.map(Into::into);
            disposal.superior_approval_unit = None;
            disposal.superior_approval_date = None;
            change(disposal);
        })
    };
    // A5: for the county's own assets the leading group is enough; for townships and departments it
    // is the tier above.
    for owner in ["county_gov", "township", "county_dept"] {
        assert_eq!(owned_by(Some(owner), |_| ()), NOTHING, "{owner}");
    }
    let missing = one("disposal.step-missing", "TLA1-2.5-01", "error");
    assert_eq!(owned_by(Some("village_collective"), |_| ()), missing);
    assert_eq!(owned_by(None, |_| ()), NOTHING, "not known, so not checked");
    let twice = owned_by(Some("township"), unapproved);
    let clauses: Vec<_> = twice.iter().map(|f| (&*f.1, f.2)).collect();
    assert_eq!(clauses, [("TL-5.6-05", "warning"), ("TLA1-2.5-01", "error")]);
}

#[test]
fn approval_on_the_day_of_the_disposal_is_in_time_and_a_day_later_is_not() {
    let approved = |on| of(|d| d.county_approval_date = day(on));
    assert_eq!(approved("2024-05-20"), NOTHING);
    let late = one("disposal.step-order", "TL-5.6-05", "error");
    assert_eq!(approved("2024-05-21"), late);
    let superior = |on| of(|d| d.superior_approval_date = day(on));
    let late = one("disposal.step-order", "TLA1-2.5-01", "error");
    assert_eq!(superior("2024-05-21"), late);
    // The county approves while the notice still hangs.
    let hanging = common::found(|b| b.publicity[0].publicity_end_date = day("2024-04-11"));
    assert_eq!(hanging, one("disposal.step-order", "TL-5.6-05", "error"));
    let ended = common::found(|b| b.publicity[0].publicity_end_date = day("2024-04-10"));
    assert_eq!(ended, NOTHING);
}

#[test]
fn a_late_approval_spoils_the_verdict_and_a_warning_does_not() {
    let mut books = common::in_order();
    books.disposals[0].county_approval_date = day("2024-05-21");
    let output = common::run(&books);
    assert_eq!(common::verdict(&output, "D1"), Some(false));
    let row = |step: &str| {
        let rows = output.rows.decisions.iter();
        rows.clone().find(|r| r.step.as_deref() == Some(step)).unwrap().ok
    };
    assert_eq!(row("county-approval"), Some(false));
    assert_eq!(row("disposal"), Some(true));

    let mut books = common::in_order();
    unapproved(&mut books.disposals[0]);
    let output = common::run(&books);
    assert_eq!(output.findings.len(), 1);
    assert_eq!(common::verdict(&output, "D1"), Some(true));
}
