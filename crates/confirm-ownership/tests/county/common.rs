//! A small county without a fault, and how its findings are read.

use ledger::tables::{
    Asset, AssetOwner, Contract, Handover, Investment, Project, Publicity, Village,
};
use ledger::{Books, CaseInfo, Day, Decimal, Fen, Origin, StepOutput, Text};
use rulebook::Rulebook;
use std::sync::LazyLock;

pub(crate) fn text(s: &str) -> Option<Text> {
    Some(s.into())
}

pub(crate) fn list(items: &[&str]) -> Vec<Text> {
    items.iter().map(|s| (*s).into()).collect()
}

pub(crate) fn day(iso: &str) -> Option<Day> {
    Some(iso.parse::<ledger::NaiveDate>().unwrap().into())
}

pub(crate) fn origin(id: &str) -> Origin {
    Origin { row_id: id.into(), src_file: "inbox/a.csv".into(), src_row: 2, ..Origin::default() }
}

pub(crate) fn info() -> CaseInfo {
    CaseInfo {
        county: "甲县".into(),
        year: 2024,
        as_of: "2025-06-30".parse().unwrap(),
        tolerance: std::collections::BTreeMap::new(),
        tolerance_max_total: None,
    }
}

/// Parsed once: thousands of runs read it.
static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin("tuoli-2020").unwrap());

pub(crate) fn book() -> &'static Rulebook {
    &BOOK
}

/// A road in one village, run by the township: the village collective's.
pub(crate) fn road(id: &str) -> Asset {
    Asset {
        origin: origin(&format!("assets/{id}")),
        ledger: text("county"),
        asset_id: text(id),
        asset_name: text("新山村道路"),
        asset_class: text("public"),
        asset_subclass: text("road"),
        asset_form: text("fixed"),
        industry_sector: text("transport"),
        fund_source: text("special"),
        coverage_scope: text("single_village"),
        implementing_unit: text("青山乡人民政府"),
        implementing_level: text("township"),
        township: text("青山乡"),
        village: text("新山村"),
        location_township: text("青山乡"),
        location_village: text("新山村"),
        formation_date: day("2023-06-20"),
        original_value: Some(Fen::from_yuan(300_000)),
        owner_type: text("village_collective"),
        owner_name: text("新山村股份经济合作社"),
        operating_right_holder: text("新山村股份经济合作社"),
        income_right_holder: text("新山村股份经济合作社"),
        supervision_right_holder: text("青山乡人民政府"),
        disposal_right_holder: text("新山村股份经济合作社"),
        industry_dept: text("甲县交通运输局"),
        handling_dept: text("甲县交通运输局"),
        county_coordinator_unit: text("甲县扶贫开发办公室"),
        title_guiding_dept: text("甲县农业农村局"),
        custodian_unit: text("新山村村民委员会"),
        custodian_type: text("village_committee"),
        custodian_person_role: text("村管护员岗"),
        supervisor_unit: text("青山乡人民政府"),
        first_responsible_role: text("村委会主任"),
        custody_rule_doc_no: text("管护〔2023〕1号"),
        post_mgmt_group_doc_no: text("后管〔2023〕1号"),
        beneficiary_list: list(&["新山村脱贫户"]),
        register_system: list(&["sys_sanzi"]),
        asset_status: text("in_use"),
        ..Asset::default()
    }
}

/// Its title row.
pub(crate) fn title(id: &str) -> AssetOwner {
    AssetOwner {
        origin: origin(&format!("titles/{id}")),
        asset_id: text(id),
        township: text("青山乡"),
        village: text("新山村"),
        owner_type: text("village_collective"),
        owner_name: text("新山村股份经济合作社"),
        owner_share_pct: Some(Decimal::ONE_HUNDRED),
        registration_date: day("2023-08-10"),
        certificate_date: day("2023-09-05"),
        village_meeting_date: day("2023-08-03"),
        township_review_date: day("2023-08-05"),
        ..AssetOwner::default()
    }
}

/// Its hand-over papers.
pub(crate) fn papers(id: &str) -> Vec<Handover> {
    ["agreement", "transfer_paper"]
        .iter()
        .map(|kind| Handover {
            origin: origin(&format!("handovers/{id}/{kind}")),
            asset_id: text(id),
            handover_doc_type: text(kind),
            handover_doc_no: text("移1"),
            handover_date: day("2023-08-01"),
            handover_parties: list(&["甲县交通运输局", "新山村股份经济合作社"]),
            ..Handover::default()
        })
        .collect()
}

/// A lease of it.
pub(crate) fn lease(id: &str) -> Contract {
    Contract {
        origin: origin(&format!("contracts/{id}")),
        contract_id: text(&format!("C-{id}")),
        asset_id: text(id),
        township: text("青山乡"),
        village: text("新山村"),
        contract_form: text("formal"),
        operation_mode: text("lease"),
        operator_name: text("新山农业开发有限公司"),
        operator_type: text("enterprise"),
        operator_selection_method: text("deliberation"),
        operator_qualification_doc_no: text("资质1"),
        operator_blacklist_flag: Some(false),
        contract_sign_date: day("2023-12-20"),
        contract_start_date: day("2024-01-01"),
        contract_end_date: day("2028-12-31"),
        proposer_roles: list(&["village_committees", "first_secretary"]),
        proposal_date: day("2023-11-15"),
        village_meeting_type: text("representatives"),
        village_meeting_date: day("2023-11-20"),
        township_review_date: day("2023-12-10"),
        township_filing_date: day("2023-12-12"),
        superior_approval_date: day("2023-12-13"),
        linkage_mode: text("share"),
        ..Contract::default()
    }
}

/// A notice on the operation of it.
pub(crate) fn notice(id: &str) -> Publicity {
    Publicity {
        origin: origin(&format!("notices/{id}")),
        publicity_id: text(&format!("G-{id}")),
        asset_id: text(id),
        publicity_ref_id: text(id),
        publicity_subject: text("operation"),
        publicity_start_date: day("2023-11-22"),
        publicity_end_date: day("2023-12-04"),
        ..Publicity::default()
    }
}

pub(crate) fn village(name: &str) -> Village {
    Village {
        origin: origin(&format!("villages/{name}")),
        township: text("青山乡"),
        village: text(name),
        collective_name: text(&format!("{name}股份经济合作社")),
        ..Village::default()
    }
}

/// What a village put into an asset.
pub(crate) fn put_in(id: &str, name: &str, fen: i64) -> Investment {
    Investment {
        origin: origin(&format!("investments/{id}/{name}")),
        asset_id: text(id),
        township: text("青山乡"),
        village: text(name),
        amount: Some(Fen(fen)),
        ..Investment::default()
    }
}

/// The books of a county whose one asset is a road, with everything that its title needs.
pub(crate) fn clean() -> Books {
    Books {
        assets: vec![road("A1")],
        asset_owners: vec![title("A1")],
        handovers: papers("A1"),
        villages: vec![village("新山村"), village("新水村"), village("新川村")],
        projects: vec![Project::default()],
        publicity: vec![notice("A1")],
        received: [
            "assets",
            "asset_owners",
            "handovers",
            "villages",
            "contracts",
            "changes",
            "publicity",
            "investments",
            "projects",
        ]
        .into(),
        ..Books::default()
    }
}

/// The same, let by a lease.
pub(crate) fn leased() -> Books {
    let mut books = clean();
    books.contracts = vec![lease("A1")];
    let asset = &mut books.assets[0];
    asset.asset_class = text("operating");
    asset.operation_mode = text("lease");
    asset.operator_name = text("新山农业开发有限公司");
    asset.contract_id = text("C-A1");
    books
}

/// The same, an asset of the villages 新山村 and 新水村, which put in 7 to 3.
pub(crate) fn joint() -> Books {
    let mut books = clean();
    let asset = &mut books.assets[0];
    asset.coverage_scope = text("cross_village");
    asset.owner_type = text("joint");
    asset.owner_name = text("新山村股份经济合作社、新水村股份经济合作社");
    asset.original_value = Some(Fen::from_yuan(1_000_000));
    books.investments =
        vec![put_in("A1", "新山村", 70_000_000), put_in("A1", "新水村", 30_000_000)];
    let mut first = decided(title("A1"));
    first.owner_share_pct = Some(Decimal::from(70));
    let mut second = decided(title("A1"));
    second.origin = origin("titles/A1/2");
    second.village = text("新水村");
    second.owner_name = text("新水村股份经济合作社");
    second.owner_share_pct = Some(Decimal::from(30));
    books.asset_owners = vec![first, second];
    books
}

/// A title row with a decision of the leading group.
pub(crate) fn decided(mut title: AssetOwner) -> AssetOwner {
    title.decision_body = list(&["甲县扶贫开发领导小组"]);
    title.decision_doc_no = text("定〔2023〕1号");
    title.decision_date = day("2023-08-07");
    title
}

pub(crate) fn run(books: &Books) -> StepOutput<confirm_ownership::Rows> {
    confirm_ownership::run(books, book(), &info())
}

/// `code subject detail clause` of every finding, in order.
pub(crate) fn found(books: &Books) -> Vec<String> {
    found_by(books, book())
}

pub(crate) fn found_by(books: &Books, book: &Rulebook) -> Vec<String> {
    let out = confirm_ownership::run(books, book, &info());
    for finding in &out.findings {
        let said = finding.message(ledger::finding::Lang::Zh);
        assert!(!said.contains('{'), "{said}");
        let said = finding.message(ledger::finding::Lang::En);
        assert!(!said.contains('{'), "{said}");
        assert!(!finding.evidence.is_empty(), "{said}");
    }
    out.findings
        .iter()
        .map(|f| {
            format!(
                "{} {}:{} {} {}",
                f.code.code,
                f.subject.kind.code(),
                f.subject.id,
                f.detail.as_deref().unwrap_or("-"),
                f.clause.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

/// Asserts the findings of the books after a change.
#[track_caller]
pub(crate) fn expect(mut books: Books, change: impl FnOnce(&mut Books), findings: &[&str]) {
    change(&mut books);
    assert_eq!(found(&books), findings);
}

/// A rulebook of two lines: a residual clause, and one clause with the checks given.
pub(crate) fn small_book(checks: &str) -> Rulebook {
    Rulebook::parse(&format!(
        "id = \"small\"\ntitle = \"小规则\"\neffective = 2020-01-01\n\
         [ownership]\norder = [\"S-1\"]\n\
         [[clause]]\nid = \"S-1\"\ncite = \"一\"\nsays = \"归村集体。\"\nseverity = \"error\"\n\
         check.owner = {{ owner = \"village_collective\" }}\n\
         [[clause]]\nid = \"S-2\"\ncite = \"二\"\nsays = \"须照办。\"\nseverity = \"error\"\n{checks}\n"
    ))
    .unwrap()
}
