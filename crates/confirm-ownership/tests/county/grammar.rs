//! Decision tables of other shapes, in the same grammar.

use crate::common::{clean, info, text};
use ledger::tables::Asset;
use rulebook::Rulebook;

/// By class, implementer, recipient and money: law first, households, then where the money went.
fn by_money() -> Rulebook {
    let clause = |id: &str, check: &str| {
        format!(
            "[[clause]]\nid = \"{id}\"\ncite = \"{id}\"\nsays = \"{id}\"\nseverity = \"error\"\n\
             check.owner = {check}\n"
        )
    };
    let text = [
        "id = \"m\"\ntitle = \"\"\neffective = 2020-01-01\n[bodies]\ncounty = [\"县人民政府\"]\n\
         [ownership]\norder = [\"fixed\", \"moved\", \"aid\", \"dept\", \"town\", \"rest\"]\n"
            .to_owned(),
        clause(
            "fixed",
            "{ when = { stated-owner = [\"township\"], decided = [\"yes\"] }, owner = \"undetermined\" }",
        ),
        clause(
            "moved",
            "{ when = { relocation-only = [\"yes\"] }, owner = \"out_of_scope\" }",
        ),
        clause(
            "aid",
            "{ when = { class = [\"公益性资产\"], aid-money = [\"是\"] }, owner = \"village_collective\" }",
        ),
        clause(
            "dept",
            "{ when = { implementer = [\"county\"], recipient = [\"county_dept\"] }, owner = \"county_dept\", \
             named-by = [\"industry_dept\", \"implementing_unit\"] }",
        ),
        clause(
            "town",
            "{ when = { implementer = [\"township\"], recipient = [\"township\"] }, owner = \"township\" }",
        ),
        clause("rest", "{ owner = \"undetermined\", decided-by = [\"county\"] }"),
    ]
    .concat();
    Rulebook::parse(&text).unwrap()
}

#[track_caller]
fn decides(change: impl FnOnce(&mut Asset), clause: &str, owner: Option<&str>) {
    let mut books = clean();
    books.asset_owners.clear();
    books.received.remove("asset_owners");
    change(&mut books.assets[0]);
    let out = confirm_ownership::run(&books, &by_money(), &info());
    let row = &out.rows.ownership[0];
    assert_eq!((row.clause.as_deref(), row.owner_name.as_deref()), (Some(clause), owner));
}

#[test]
fn a_table_by_class_implementer_recipient_and_money() {
    decides(
        |a| {
            a.implementing_level = text("county");
            a.fund_recipient_level = text("county_dept");
        },
        "dept",
        Some("甲县交通运输局"),
    );
    decides(
        |a| {
            a.implementing_level = None;
            a.implementing_unit = text("甲县水利局");
            a.fund_recipient_level = text("county_dept");
            a.industry_dept = None;
        },
        "dept",
        Some("甲县水利局"),
    );
    decides(|a| a.fund_recipient_level = text("township"), "town", Some("青山乡人民政府"));
    decides(|a| a.fund_source = text("donation"), "aid", Some("新山村股份经济合作社"));
    decides(|a| a.fund_source = text("relocation"), "moved", None);
    decides(
        |a| {
            a.owner_type = text("township");
            a.owner_name = text("青山乡人民政府");
            a.decision_doc_no = text("定1");
        },
        "fixed",
        Some("青山乡人民政府"),
    );
    // Nobody's rule, and no decision on file.
    decides(|a| a.fund_recipient_level = text("village"), "rest", None);
    // Nobody's rule, and a decision on file: whoever is stated.
    decides(
        |a| {
            a.fund_recipient_level = text("village");
            a.decision_doc_no = text("定1");
        },
        "rest",
        Some("新山村股份经济合作社"),
    );
}
