//! Adjusting entries: what is proposed, and what is only said.

#![cfg(test)]

mod support;

use ledger::tables::{AccountBalance, Asset, AssetCard, FundLine, Handover};
use ledger::{Books, Day, Fen};
use proptest::prelude::*;
use reconcile::accounts::Adjustments;
use std::collections::BTreeMap;
use support::book;
use support::cards::{COLLECTIVE, adjust, asset, books, card, closing};
use support::checks::{text, yuan};

/// Account, and by how much it is debited (credits as a minus), of every line.
fn posted(adjustments: &Adjustments) -> Vec<(String, String)> {
    let lines = adjustments.lines.iter();
    lines
        .map(|line| {
            let (debit, credit) = (line.debit.unwrap_or_default(), line.credit.unwrap_or_default());
            let code = line.account_code.as_deref().unwrap_or("-");
            let name = line.account_name.as_deref().unwrap();
            (format!("{code} {name}"), debit.minus(credit).to_string())
        })
        .collect()
}

fn said(adjustments: &Adjustments) -> Vec<(&str, &str)> {
    let rows = adjustments.unadjusted.iter();
    rows.map(|r| (r.code.as_deref().unwrap(), r.reason.as_deref().unwrap())).collect()
}

/// What is proposed for these books.
fn proposed(books: Books) -> Adjustments {
    adjust(books, &book("")).0
}

fn lines<const N: usize>(lines: [(&str, &str); N]) -> Vec<(String, String)> {
    lines.map(|(account, amount)| (account.to_owned(), amount.to_owned())).to_vec()
}

/// One card of one asset, whose accumulated depreciation should be 566.40.
fn depreciated(recorded: &str) -> Books {
    let card = AssetCard { accumulated_depreciation: yuan(recorded), ..card("A1") };
    books(vec![asset("A1")], vec![card])
}

/// The accounts of the collective: fixed assets and their depreciation.
fn accounts(fixed: &str, depreciation: &str) -> Vec<AccountBalance> {
    vec![closing("151", "固定资产", fixed, "0"), closing("152", "累计折旧", "0", depreciation)]
}

#[test]
fn too_much_depreciation_is_taken_back_from_the_expense() {
    let out = proposed(depreciated("576.00"));
    assert_eq!(posted(&out), lines([("152 累计折旧", "9.60"), ("514 公益支出", "-9.60")]));
    assert_eq!(said(&out), []);
    let line = &out.lines[0];
    assert_eq!(line.unit.as_deref(), Some(COLLECTIVE));
    assert_eq!(line.date, Day::ymd(2024, 12, 31));
    assert_eq!(line.tied_to_balance, Some(false));
    assert!(line.reason.as_deref().unwrap().contains("过账前须与总账核对"));
    assert!(line.cells.iter().any(|cell| cell.ends_with("accumulated_depreciation=576.00")));
}

#[test]
fn too_little_depreciation_is_charged() {
    let out = proposed(depreciated("556.80"));
    assert_eq!(posted(&out), lines([("514 公益支出", "9.60"), ("152 累计折旧", "-9.60")]));
}

#[test]
fn within_a_fen_a_month_nothing_is_proposed() {
    // 59 months: 0.59 yuan is allowed, 0.60 is not.
    assert_eq!(posted(&proposed(depreciated("566.99"))), []);
    assert_eq!(
        posted(&proposed(depreciated("567.00"))),
        lines([("152 累计折旧", "0.60"), ("514 公益支出", "-0.60")])
    );
}

#[test]
fn the_expense_follows_the_class() {
    let of = |class: Option<&str>| {
        let mut books = depreciated("576.00");
        books.assets[0].asset_class = class.and_then(text);
        proposed(books)
    };
    assert_eq!(posted(&of(Some("operating")))[1].0, "511 经营支出");
    let unknown = of(None);
    assert_eq!(posted(&unknown), []);
    assert!(said(&unknown)[0].1.starts_with("资产类别不明"));
}

#[test]
fn the_accounts_decide_whether_an_entry_is_due() {
    let of = |depreciation: &str| {
        let mut books = depreciated("576.00");
        books.account_balances = accounts("1200", depreciation);
        proposed(books)
    };
    let holds = of("576.00");
    assert_eq!(posted(&holds).len(), 2);
    assert_eq!(holds.lines[0].tied_to_balance, Some(true));
    let corrected = of("566.40");
    assert_eq!(posted(&corrected), []);
    assert!(said(&corrected)[0].1.starts_with("科目余额已是正确金额"));
    for open in ["575.99", "576.01", "566.39", "566.41"] {
        let open = of(open);
        assert_eq!(posted(&open), []);
        assert!(said(&open)[0].1.starts_with("科目期末余额与卡片合计不符"));
    }
}

#[test]
fn two_wrong_cards_of_a_unit_are_judged_together() {
    let wrong = |id: &str, recorded: &str| AssetCard {
        accumulated_depreciation: yuan(recorded),
        ..card(id)
    };
    let of = |depreciation: &str| {
        let cards = vec![wrong("A1", "576.00"), wrong("A2", "561.60")];
        let mut books = books(vec![asset("A1"), asset("A2")], cards);
        books.account_balances = accounts("2400", depreciation);
        proposed(books)
    };
    assert_eq!(posted(&of("1137.60")).len(), 4);
    // Both are right in the accounts.
    assert_eq!(posted(&of("1132.80")), []);
}

/// The same card in the books of a government body.
fn government(recorded: &str, in_use: Option<Day>) -> Books {
    let mut books = depreciated(recorded);
    for card in &mut books.asset_cards {
        card.unit = text("青山县水利局");
        card.accounting_rule = text("admin_state");
        card.in_use_date = in_use;
    }
    books.assets[0].owner_name = text("青山县水利局");
    books.assets[0].asset_subclass = text("office");
    books
}

#[test]
fn a_government_body_adjusts_earlier_years_and_closes_the_adjustment() {
    // Due are 1200 × 60 ÷ 120.
    let out = proposed(government("590.00", Day::ymd(2020, 1, 15)));
    assert_eq!(
        posted(&out),
        lines([
            ("3501 以前年度盈余调整", "10.00"),
            ("1602 固定资产累计折旧", "-10.00"),
            ("3001 累计盈余", "10.00"),
            ("3501 以前年度盈余调整", "-10.00"),
        ])
    );
    let numbers: Vec<_> = out.lines.iter().map(|l| l.entry_no.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["TZ-0001", "TZ-0001", "TZ-0002", "TZ-0002"]);
}

#[test]
fn what_came_into_use_in_the_year_concerns_its_expense() {
    // Twelve months of 10.00 in 2024; of thirteen, one lies in the year before.
    let this_year = proposed(government("130.00", Day::ymd(2024, 1, 1)));
    assert_eq!(
        posted(&this_year),
        lines([("1602 固定资产累计折旧", "10.00"), ("5001 业务活动费用", "-10.00")])
    );
    let before = proposed(government("140.00", Day::ymd(2023, 12, 31)));
    assert_eq!(posted(&before)[1].0, "3501 以前年度盈余调整");
}

#[test]
fn infrastructure_is_told_by_the_accounts_else_by_the_sub_class() {
    let of = |subclass: Option<&str>, accounts: &[(&str, &str)]| {
        let mut books = government("590.00", Day::ymd(2020, 1, 15));
        books.assets[0].asset_subclass = subclass.and_then(text);
        books.account_balances = accounts
            .iter()
            .map(|(name, amount)| AccountBalance {
                unit: text("青山县水利局"),
                regime: text("gov"),
                ..if name.contains("折旧") {
                    closing("", name, "0", amount)
                } else {
                    closing("", name, amount, "0")
                }
            })
            .collect();
        proposed(books)
    };
    let held = [("公共基础设施", "1200"), ("公共基础设施累计折旧（摊销）", "590")];
    let depreciation = |out: &Adjustments| posted(out).get(1).map(|(account, _)| account.clone());
    let infrastructure = Some(" 公共基础设施累计折旧（摊销）".to_owned());
    assert_eq!(depreciation(&of(None, &held)), infrastructure);
    let road = of(Some("road"), &[]);
    assert_eq!(depreciation(&road), Some("1802 公共基础设施累计折旧（摊销）".to_owned()));
    let unknown = of(None, &[]);
    assert_eq!(depreciation(&unknown), None);
    assert!(said(&unknown)[0].1.starts_with("不能确定该资产在固定资产还是公共基础设施"));
}

#[test]
fn biological_assets_have_their_own_accounts() {
    let mut of = depreciated("576.00");
    of.assets[0].asset_form = text("biological");
    assert_eq!(
        posted(&proposed(of)),
        lines([("133 生产性生物资产累计折旧", "9.60"), ("401 生产（劳务）成本", "-9.60")])
    );
}

#[test]
fn the_code_is_that_of_the_entitys_own_books() {
    let mut of = depreciated("576.00");
    of.account_balances =
        vec![closing("1510", "固定资产", "1200", "0"), closing("1520", "累计折旧", "0", "576")];
    let out = proposed(of);
    assert_eq!(posted(&out)[0].0, "1520 累计折旧");
    assert_eq!(posted(&out)[1].0, "514 公益支出");
}

/// An asset at 1200 in the ledger, at `on_card` on its card, of a project that settled `settled`.
fn valued(on_card: &str, settled: Option<&str>) -> Books {
    let asset = Asset { project_id: text("P1"), fund_source: text("special"), ..asset("A1") };
    let card = AssetCard {
        original_value: yuan(on_card),
        depreciation_method: text("none"),
        accumulated_depreciation: yuan("0"),
        ..card("A1")
    };
    let mut books = books(vec![asset], vec![card]);
    if let Some(settled) = settled {
        books.fund_ledger = vec![FundLine {
            project_id: text("P1"),
            fund_use_direction: text("asset"),
            settled_amount: yuan(settled),
            paid_amount: yuan(settled),
            ..FundLine::default()
        }];
    }
    books
}

#[test]
fn a_card_goes_to_the_value_that_the_settlement_proves() {
    assert_eq!(
        posted(&proposed(valued("1250", Some("1200")))),
        lines([("311 公积公益金", "50.00"), ("151 固定资产", "-50.00")])
    );
    assert_eq!(
        posted(&proposed(valued("1199.99", Some("1200")))),
        lines([("151 固定资产", "0.01"), ("311 公积公益金", "-0.01")])
    );
}

#[test]
fn what_no_money_proves_is_said() {
    for (settled, why) in [
        (None, "没有结算、决算资料"),
        (Some("1199.99"), "没有结算、决算资料"),
        (Some("1250"), "项目结算数与卡片一致"),
    ] {
        let out = proposed(valued("1250", settled));
        assert_eq!(posted(&out), []);
        assert!(said(&out)[0].1.starts_with(why), "{:?}", said(&out));
    }
    let mut own_money = valued("1250", Some("1200"));
    own_money.assets[0].fund_source = text("self_raised");
    assert!(said(&proposed(own_money))[0].1.starts_with("资金不是财政或捐赠资金"));
}

#[test]
fn depreciation_waits_for_a_value_in_doubt() {
    let mut of = depreciated("700");
    of.asset_cards[0].original_value = yuan("1300");
    let out = proposed(of);
    assert_eq!(posted(&out), []);
    assert_eq!(said(&out).len(), 2);
    assert!(said(&out)[0].1.starts_with("卡片原值与台账原值不符"));
}

/// A second asset without a card; the accounts hold `fixed`.
fn without_card(fixed: Option<&str>, handed_over_at: Option<&str>) -> Books {
    let mut books = books(vec![asset("A1"), asset("A2")], vec![card("A1")]);
    books.account_balances = fixed.map(|f| accounts(f, "566.40")).unwrap_or_default();
    books.handovers = handed_over_at
        .map(|value| Handover {
            asset_id: text("A2"),
            original_value: yuan(value),
            ..Handover::default()
        })
        .into_iter()
        .collect();
    books
}

#[test]
fn an_asset_outside_the_books_is_taken_in_as_it_was_handed_over() {
    assert_eq!(
        posted(&proposed(without_card(Some("1200"), Some("1200")))),
        lines([("151 固定资产", "1200.00"), ("311 公积公益金", "-1200.00")])
    );
    for (fixed, handed, why) in [
        (Some("1200"), None, "没有移交清册"),
        (Some("1200"), Some("1200.01"), "没有移交清册"),
        (None, Some("1200"), "未收到该单位期末科目余额"),
        (Some("2400"), Some("1200"), "科目余额已含该资产"),
        (Some("2399.99"), Some("1200"), "科目期末余额与卡片合计不符"),
    ] {
        let out = proposed(without_card(fixed, handed));
        assert_eq!(posted(&out), []);
        let of_card = said(&out).into_iter().find(|(code, _)| *code == "account.card-missing");
        assert!(of_card.unwrap().1.starts_with(why), "{of_card:?}");
    }
}

/// A line of the fund ledger that settled 1200 for an asset of that project.
fn settled(project: &str) -> FundLine {
    FundLine {
        project_id: text(project),
        fund_use_direction: text("asset"),
        settled_amount: yuan("1200"),
        paid_amount: yuan("1200"),
        ..FundLine::default()
    }
}

#[test]
fn settled_works_move_out_of_works_in_progress() {
    let of = |works: &str, missing: usize| {
        let mut of = without_card(Some("1200"), None);
        of.assets.truncate(1);
        for id in ["A2", "A3"].into_iter().take(missing) {
            of.assets.push(Asset { project_id: text(id), ..asset(id) });
            of.fund_ledger.push(settled(id));
        }
        of.account_balances.push(closing("153", "在建工程", works, "0"));
        let credited = posted(&proposed(of)).into_iter().filter(|(_, net)| net.starts_with('-'));
        credited.map(|(account, _)| account).collect::<Vec<_>>()
    };
    assert_eq!(of("1200", 1), ["153 在建工程"]);
    assert_eq!(of("1199.99", 1), ["311 公积公益金"]);
    assert_eq!(of("2400", 2), ["153 在建工程", "153 在建工程"]);
    // Where they hold only one of two, it is not known which.
    assert_eq!(of("1200", 2), Vec::<String>::new());
}

#[test]
fn accounts_that_hold_less_than_cards_and_ledger_take_it_in() {
    let of = |fixed: &str| {
        let mut books = books(vec![asset("A1")], vec![card("A1")]);
        books.account_balances = accounts(fixed, "566.40");
        proposed(books)
    };
    assert_eq!(
        posted(&of("1199.99")),
        lines([("151 固定资产", "0.01"), ("311 公积公益金", "-0.01")])
    );
    assert_eq!(posted(&of("1200")), []);
    let more = of("1200.01");
    assert_eq!(posted(&more), []);
    assert!(said(&more)[0].1.starts_with("科目余额大于卡片合计"));
}

#[test]
fn a_balance_that_wrong_cards_explain_needs_no_entry() {
    let mut of = valued("1250", Some("1200"));
    of.account_balances = accounts("1200", "0");
    let out = proposed(of);
    assert_eq!(posted(&out), []);
    let said: BTreeMap<&str, &str> = said(&out).into_iter().collect();
    assert!(
        said["account.balance-differs"].starts_with("差额正是本单位卡片缺失和卡片原值差错之和")
    );
    assert!(said["account.value-differs"].starts_with("科目余额已是正确金额"));
}

#[test]
fn what_needs_approval_or_a_search_is_said() {
    let mut of = books(vec![asset("A1")], vec![card("A1")]);
    of.account_balances = accounts("1200", "566.40");
    of.account_balances.push(closing("181", "待处理财产损溢", "26", "0"));
    let out = proposed(of);
    assert_eq!(posted(&out), []);
    let codes: Vec<&str> = said(&out).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["account.suspense-open", "account.trial-unbalanced"]);
}

#[test]
fn assets_go_to_their_final_account() {
    let clause = "[[clause]]\nid = \"V\"\ncite = \"一\"\nsays = \"。\"\nseverity = \"error\"\n\
        check.value-basis = { projects = \"made\", value = \"final-account\", papers = [] }\n";
    let of = |amount: &str, cards: bool| {
        let mut books = valued("1200", None);
        books.projects = vec![ledger::tables::Project {
            project_id: text("P1"),
            final_accounts_required: Some(true),
            final_accounts_amount: yuan(amount),
            ..ledger::tables::Project::default()
        }];
        if !cards {
            books.asset_cards.clear();
        }
        adjust(books, &book(clause)).0
    };
    assert_eq!(
        posted(&of("1180", true)),
        lines([("311 公积公益金", "20.00"), ("151 固定资产", "-20.00")])
    );
    assert_eq!(posted(&of("1200", true)), []);
    let no_card = of("1180", false);
    assert_eq!(posted(&no_card), []);
    assert!(said(&no_card)[0].1.starts_with("未收到该单位的固定资产卡片"));
}

#[test]
fn the_schedule_shows_every_month() {
    let rural = proposed(depreciated("576.00")).depreciation;
    assert_eq!(rural.len(), 59);
    assert_eq!(rural[0].month, Day::month(2020, 2));
    assert_eq!(rural[58].month, Day::month(2024, 12));
    assert_eq!(rural[58].accumulated, yuan("566.40"));
    assert_eq!(rural[0].base, yuan("1152.00"));
    assert_eq!(rural[0].life_months, Some(120));
    let government = proposed(government("590.00", Day::ymd(2020, 1, 31))).depreciation;
    assert_eq!(government.len(), 60);
    assert_eq!(government[0].month, Day::month(2020, 1));
    assert_eq!(government[59].month, Day::month(2024, 12));
    assert_eq!(government[59].accumulated, yuan("600.00"));
    // A card that is right has none.
    assert_eq!(proposed(depreciated("566.40")).depreciation, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every difference is either settled or said, once; posted, the entries bring the accounts to
    /// what cards should hold; the order of the rows changes nothing.
    #[test]
    fn entries_balance_and_settle(
        recorded in prop::collection::vec((0_i64..120_000, any::<bool>()), 1..6),
        as_recorded in any::<bool>(),
    ) {
        let ids: Vec<String> = (0..recorded.len()).map(|i| format!("A{i}")).collect();
        let cards: Vec<AssetCard> = ids.iter().zip(&recorded).map(|(id, (fen, right))| AssetCard {
            accumulated_depreciation: Some(if *right { Fen(56_640) } else { Fen(*fen) }),
            ..card(id)
        }).collect();
        let on_cards = Fen::sum(cards.iter().filter_map(|c| c.accumulated_depreciation));
        let mut of = books(ids.iter().map(|id| asset(id)).collect(), cards);
        let count = i64::try_from(ids.len()).unwrap();
        if as_recorded {
            let fixed = Fen(120_000 * count).to_string();
            of.account_balances = accounts(&fixed, &on_cards.to_string());
        }
        let mut reversed = of.clone();
        reversed.asset_cards.reverse();
        reversed.assets.reverse();
        let (adjustments, findings) = adjust(of, &book(""));
        prop_assert_eq!(&adjustments.lines, &adjust(reversed, &book("")).0.lines);
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        let settled = adjustments.lines.iter().filter(|l| l.line == Some(1));
        for id in settled.map(|l| &l.finding_id)
            .chain(adjustments.unadjusted.iter().map(|u| &u.finding_id)) {
            *told.entry(id.as_deref().unwrap()).or_default() += 1;
        }
        let found: BTreeMap<String, usize> = findings.iter()
            .filter(|f| f.code.code == "account.depreciation-differs")
            .map(|f| (f.id().to_string(), 1)).collect();
        for (id, times) in &found {
            prop_assert_eq!(told.get(id.as_str()), Some(times));
        }
        let mut net = Fen::ZERO;
        let mut depreciation = on_cards;
        for line in &adjustments.lines {
            let (debit, credit) = (line.debit.unwrap_or_default(), line.credit.unwrap_or_default());
            net = Fen::sum([net, debit.minus(credit)]);
            if line.account_name.as_deref() == Some("累计折旧") {
                depreciation = Fen::sum([depreciation, credit.minus(debit)]);
            }
        }
        prop_assert_eq!(net, Fen::ZERO);
        // Cards within a fen a month keep what they have.
        let due = Fen(56_640 * count);
        prop_assert!(depreciation.minus(due).abs() <= Fen(59 * count));
    }
}
