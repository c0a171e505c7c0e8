//! An asset of a village collective with its card, and the accounts' checks over them.

use super::checks::{check as check_part, text, yuan};
use ledger::tables::{AccountBalance, Asset, AssetCard};
use ledger::{Books, Day, Decimal, Finding, Origin, StepOutput};
use reconcile::accounts::{self, Adjustments};
use reconcile::{Entities, on_ground};
use rulebook::Rulebook;

/// The owner.
pub const COLLECTIVE: &str = "松林镇石桥村股份经济合作社";

/// An asset of the collective at 1200 yuan.
pub fn asset(id: &str) -> Asset {
    Asset {
        origin: Origin { row_id: id.into(), ..Origin::default() },
        ledger: text("county"),
        asset_id: text(id),
        asset_name: text(id),
        asset_class: text("public"),
        asset_form: text("fixed"),
        township: text("松林镇"),
        village: text("石桥村"),
        owner_type: text("village_collective"),
        owner_name: text(COLLECTIVE),
        original_value: yuan("1200"),
        ..Asset::default()
    }
}

/// A rural card of it: ten years, 4 % residual, in use since 2020-01: 59 months served.
pub fn card(id: &str) -> AssetCard {
    AssetCard {
        origin: Origin { row_id: format!("card {id}").into(), ..Origin::default() },
        unit: text(COLLECTIVE),
        township: text("松林镇"),
        village: text("石桥村"),
        asset_id: text(id),
        name: text(id),
        accounting_rule: text("village_collective"),
        original_value: yuan("1200"),
        accumulated_depreciation: yuan("566.40"),
        in_use_date: Day::ymd(2020, 1, 15),
        useful_life_months: Some(120),
        residual_rate: Some(Decimal::from(4)),
        ..AssetCard::default()
    }
}

/// Books of these.
pub fn books(assets: Vec<Asset>, cards: Vec<AssetCard>) -> Books {
    Books { assets, asset_cards: cards, ..Books::default() }
}

/// Makes the checks; the tables that have rows were received.
pub fn check(books: Books, book: &Rulebook) -> StepOutput<()> {
    check_part(&received(books), book, accounts::check)
}

/// What is proposed, and what is found.
pub fn adjust(books: Books, book: &Rulebook) -> (Adjustments, Vec<Finding>) {
    let books = received(books);
    let entities = Entities::by_asset_id(&books);
    let (adjustments, out) = on_ground(&books, &entities, book, &super::case(), accounts::run);
    (adjustments, out.findings)
}

fn received(mut books: Books) -> Books {
    for (table, empty) in [
        ("asset_cards", books.asset_cards.is_empty()),
        ("account_balances", books.account_balances.is_empty()),
        ("projects", books.projects.is_empty()),
    ] {
        if !empty {
            books.received.insert(table);
        }
    }
    books
}

/// An account of the collective at the end of the year.
pub fn closing(code: &str, name: &str, debit: &str, credit: &str) -> AccountBalance {
    AccountBalance {
        unit: text(COLLECTIVE),
        regime: text("rural2023"),
        period: text("2024-12"),
        account_code: text(code),
        account_name: text(name),
        closing_debit: yuan(debit),
        closing_credit: yuan(credit),
        ..AccountBalance::default()
    }
}

/// What they find without any clause.
pub fn findings(books: Books) -> Vec<Finding> {
    check(books, &super::book("")).findings
}
