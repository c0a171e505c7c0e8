//! What holds for any set of disposals.

mod common;

use common::{asset, day, disposal, notice, owner, yuan};
use ledger::tables::Disposal;
use ledger::{Books, Fen, Severity};
use proptest::prelude::*;

fn any_disposal(index: usize) -> impl Strategy<Value = Disposal> {
    let dates = prop::sample::select(vec!["2023-12-31", "2024-03-01", "2024-05-20", "2025-05-21"]);
    (0..3_u8, 1_i64..20_000_000, dates, any::<[bool; 4]>()).prop_map(
        move |(asset, fen, on, [agency, approved, used, decided])| {
            let mut lot = disposal(&format!("D{index}"), &format!("A{asset}"));
            lot.disposal_value = Some(Fen(fen));
            lot.book_net_value = yuan("1.00");
            lot.disposal_date = day(on);
            lot.appraisal_agency_qualified = Some(agency);
            if !approved {
                lot.county_approval_no = None;
            }
            if !used {
                lot.proceeds_use_category = Some("project".into());
            }
            if !decided {
                lot.proceeds_decision_doc_no = None;
            }
            lot
        },
    )
}

fn books(disposals: Vec<Disposal>) -> Books {
    let assets = ["A0", "A1", "A2"];
    let publicity =
        disposals.iter().filter_map(|d| Some(notice(d.disposal_id.as_deref()?))).collect();
    Books {
        assets: assets.map(asset).to_vec(),
        asset_owners: assets.map(owner).to_vec(),
        disposals,
        publicity,
        received: common::in_order().received,
        ..Books::default()
    }
}

fn cases() -> impl Strategy<Value = Vec<Disposal>> {
    (0_usize..6).prop_flat_map(|n| (0..n).map(any_disposal).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_rows_changes_nothing(mut rows in cases()) {
        let forward = common::run(&books(rows.clone()));
        rows.reverse();
        let backward = common::run(&books(rows));
        prop_assert_eq!(forward.rows, backward.rows);
        prop_assert_eq!(forward.checks, backward.checks);
        let ids = |o: &[ledger::Finding]| o.iter().map(ledger::Finding::id).collect::<Vec<_>>();
        prop_assert_eq!(ids(&forward.findings), ids(&backward.findings));
    }

    #[test]
    fn a_verdict_is_bad_exactly_when_an_error_stands_against_the_disposal(rows in cases()) {
        let output = common::run(&books(rows.clone()));
        for row in rows {
            let id = row.disposal_id.unwrap();
            let errors = output.findings.iter().any(|f| {
                f.severity == Severity::Error && *f.subject.id == *id
            });
            prop_assert_eq!(common::verdict(&output, &id), Some(!errors));
        }
    }

    #[test]
    fn every_sentence_has_its_values(rows in cases()) {
        for finding in common::run(&books(rows)).findings {
            for lang in [ledger::finding::Lang::Zh, ledger::finding::Lang::En] {
                let message = finding.message(lang);
                prop_assert!(!message.contains('{'), "{}", message);
            }
            prop_assert!(!finding.evidence.is_empty(), "{}", finding.code.code);
        }
    }
}
