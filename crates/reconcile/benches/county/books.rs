//! A made-up county of any size: its assets in the county ledger and, with the usual slips, in the
//! ledgers and systems that hold them, with the money, the cards and the count.

use ledger::tables::{Asset, AssetCard, FundLine, PhysicalCount, Project, Village};
use ledger::{Books, CaseInfo, Day, Decimal, Fen, NaiveDate, Origin, Precision, Text};
use std::collections::BTreeMap;

const COUNTY: &str = "青山县";
const TOWNSHIPS: [&str; 12] = [
    "东风", "红旗", "松林", "平川", "石桥", "柳河", "白山", "清泉", "高岭", "新寨", "下湾", "云峰",
];
const STEMS: [&str; 12] = [
    "育才", "兴旺", "富民", "向阳", "团结", "和平", "胜利", "前进", "光明", "丰收", "上河", "草原",
];
const THINGS: [&str; 10] = [
    "巷道硬化",
    "冷库",
    "农机具",
    "安全饮水管网",
    "扶贫车间",
    "光伏电站",
    "养殖棚圈",
    "防渗渠",
    "文化广场",
    "电商服务站",
];
/// What another clerk calls the same thing.
const OTHER_WORDS: [(&str, &str); 10] = [
    ("硬化", "水泥硬化"),
    ("冷库", "冷藏库"),
    ("农机具", "农业机械"),
    ("安全饮水管网", "人畜饮水管道"),
    ("扶贫车间", "帮扶车间厂房"),
    ("光伏电站", "光伏发电站"),
    ("养殖棚圈", "养殖圈舍"),
    ("防渗渠", "灌溉渠道"),
    ("文化广场", "健身广场"),
    ("电商服务站", "电商服务点"),
];
/// Assets of one village in one project.
const PER_PROJECT: usize = 3;
/// Villages of one township: one of each stem.
pub(crate) const PER_TOWNSHIP: usize = STEMS.len();
/// The ledgers and systems besides the county's, and every how many-th asset they hold; the first
/// four hold them all.
const OTHERS: [(&str, usize); 6] = [
    ("industry", 1),
    ("township", 1),
    ("village", 1),
    ("sys_sanzi", 1),
    ("sys_state", 3),
    ("sys_xj", 2),
];

/// The case.
pub(crate) fn case() -> CaseInfo {
    CaseInfo {
        county: COUNTY.into(),
        year: 2024,
        as_of: NaiveDate::from_ymd_opt(2024, 12, 31).unwrap(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    }
}

/// How large a county is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Real assets.
    pub(crate) assets: usize,
    /// Townships, of [`PER_TOWNSHIP`] villages each.
    pub(crate) townships: usize,
    /// How many of [`OTHERS`].
    pub(crate) others: usize,
}

impl Size {
    /// The same 144 villages, however many assets: ever more of them look alike.
    pub(crate) const fn crowded(assets: usize) -> Self {
        Self { assets, townships: TOWNSHIPS.len(), others: OTHERS.len() }
    }

    /// The name of a township; beyond the first few it is of several words.
    fn township(self, n: usize) -> String {
        let mut at = n / PER_PROJECT % self.townships;
        let mut name = TOWNSHIPS[at % TOWNSHIPS.len()].to_owned();
        while at >= TOWNSHIPS.len() {
            at = at / TOWNSHIPS.len() - 1;
            name.push_str(TOWNSHIPS[at % TOWNSHIPS.len()]);
        }
        format!("{name}镇")
    }

    /// The name of a village; in one township they differ, in others they are the same.
    fn village(self, n: usize) -> String {
        let at = n / PER_PROJECT;
        let township = at % self.townships;
        let stem = STEMS[at / self.townships % PER_TOWNSHIP];
        format!("{stem}{}村", ["一", "二", "三"][township % 3])
    }
}

/// The books of a county, where one row in twenty of the other ledgers has lost its numbers and goes
/// by another name.
pub(crate) fn renamed(size: Size) -> Books {
    let mut books = county(size);
    for (at, row) in books.assets.iter_mut().enumerate() {
        if row.ledger.as_deref() == Some("county") || !slips(at, 10, 0, 20) {
            continue;
        }
        (row.asset_id, row.project_id) = (None, None);
        let mut name = row.asset_name.as_deref().unwrap().to_owned();
        for (word, other) in OTHER_WORDS {
            name = name.replace(word, other);
        }
        row.asset_name = text(name);
    }
    books
}

/// The books of a county.
pub(crate) fn county(size: Size) -> Books {
    let assets = size.assets;
    let mut books = Books::default();
    books.received.extend([
        "assets",
        "asset_cards",
        "fund_ledger",
        "physical_counts",
        "projects",
        "villages",
    ]);
    books.villages = villages(size);
    for n in 0..assets {
        let asset = asset(size, n);
        if n % PER_PROJECT == 0 {
            let of_project: Fen =
                (n..assets.min(n + PER_PROJECT)).fold(Fen::ZERO, |sum, n| Fen(sum.0 + value(n).0));
            books.projects.push(project(&asset));
            books.fund_ledger.push(fund_line(&asset, of_project));
        }
        books.asset_cards.push(card(&asset, n));
        books.physical_counts.push(count(&asset, n));
        for (place, (ledger, every)) in OTHERS.iter().take(size.others).enumerate() {
            if n % every == 0 && !slips(n, place, 0, 50) {
                books.assets.push(copy(&asset, ledger, n, place));
            }
        }
        books.assets.push(asset);
    }
    books
}

/// Whether a slip of one kind happens to one row: to one in `of`, always to the same ones.
fn slips(n: usize, place: usize, kind: usize, of: usize) -> bool {
    let mixed = (n * 31 + place * 7 + kind * 13 + 5).wrapping_mul(2_654_435_761) >> 7;
    mixed.is_multiple_of(of)
}

fn value(n: usize) -> Fen {
    Fen(1_000_000 + i64::try_from(n * 37 % 4001).unwrap() * 1_000)
}

fn origin(file: &str, table: &str, n: usize) -> Origin {
    Origin {
        row_id: format!("{table}-{file}-{n}").into(),
        src_file: format!("inbox/{file}.xlsx").into(),
        src_sheet: Some("Sheet1".into()),
        src_row: u32::try_from(n + 3).unwrap(),
        ..Origin::default()
    }
}

fn day(year: i32, month: u32) -> Option<Day> {
    let date = NaiveDate::from_ymd_opt(year, month, 15)?;
    Some(Day { date, precision: Precision::Day })
}

fn text(text: impl Into<Text>) -> Option<Text> {
    Some(text.into())
}

/// An asset of the county ledger.
fn asset(size: Size, n: usize) -> Asset {
    let (township, village) = (size.township(n), size.village(n));
    let phase = ["", "（一期）", "（二期）", "（三期）"][n / 500 % 4];
    let year = 2016 + n / 97 % 8;
    Asset {
        origin: origin("county", "assets", n),
        ledger: text("county"),
        ledger_unit: text("青山县乡村振兴局"),
        asset_id: text(format!("QS-{year}-{n:06}")),
        asset_name: text(format!("{village}{}{phase}", THINGS[n % THINGS.len()])),
        asset_class: text(["public", "operating"][n % 2]),
        asset_form: text("fixed"),
        asset_status: text("in_use"),
        project_id: text(format!("XM-{:05}", n / PER_PROJECT)),
        project_name: text(format!("{village}第{}号项目", n / PER_PROJECT)),
        fund_year: i64::try_from(year).ok(),
        fund_source: text("special"),
        industry_dept: text(["青山县交通运输局", "青山县水利局", "青山县农业农村局"][n % 3]),
        owner_type: text("village_collective"),
        owner_name: text(format!("{township}{village}股份经济合作社")),
        completion_date: day(i32::try_from(year).unwrap(), 10),
        in_use_date: day(i32::try_from(year).unwrap(), 11),
        use_right_holder: text(format!("{village}村民委员会")),
        custodian_unit: text(format!("{village}村民委员会")),
        supervisor_unit: text(format!("{township}人民政府")),
        handling_dept: text("青山县乡村振兴局"),
        operation_mode: text("self"),
        location: text(format!("{township}{village}")),
        township: text(township),
        village: text(village),
        quantity: Some(Decimal::from(1 + n % 7)),
        quantity_unit: text("座"),
        original_value: Some(value(n)),
        ..Asset::default()
    }
}

/// The same asset as another ledger lists it, with a slip now and then.
fn copy(asset: &Asset, ledger: &str, n: usize, place: usize) -> Asset {
    let (township, village) =
        (asset.township.as_deref().unwrap(), asset.village.as_deref().unwrap());
    let unit = match ledger {
        "industry" => asset.industry_dept.clone(),
        "township" => text(format!("{township}人民政府")),
        "village" | "sys_sanzi" => text(format!("{township}{village}村民委员会")),
        _ => text("青山县财政局"),
    };
    let mut row = Asset {
        origin: origin(ledger, "assets", n),
        ledger: text(ledger),
        ledger_unit: unit,
        ..asset.clone()
    };
    if slips(n, place, 1, 20) || ledger == "sys_state" {
        row.asset_id = None;
    }
    if slips(n, place, 2, 60) {
        row.asset_id = text(format!("QS-{n:06}"));
    }
    let name = asset.asset_name.as_deref().unwrap();
    if slips(n, place, 3, 15) {
        row.asset_name = text(format!("{COUNTY}{township}{name}项目"));
    }
    if slips(n, place, 4, 80) {
        row.asset_name = text(name.replace("硬化", "水泥硬化").replace('站', "点"));
    }
    if slips(n, place, 5, 40) {
        row.original_value = Some(Fen(value(n).0 + 90_000));
    }
    if slips(n, place, 7, 50) {
        row.asset_name = text(name.trim_start_matches(village));
        (row.asset_id, row.project_id, row.village) = (None, None, None);
    } else if slips(n, place, 6, 25) {
        row.village = text(village.replace('村', "村村民委员会"));
    }
    row
}

fn villages(size: Size) -> Vec<Village> {
    (0..size.townships * PER_TOWNSHIP)
        .map(|at| {
            let first = at * PER_PROJECT;
            let (township, village) = (size.township(first), size.village(first));
            Village {
                origin: origin("villages", "villages", at),
                collective_name: text(format!("{township}{village}股份经济合作社")),
                township: text(township),
                village: text(village),
                ..Village::default()
            }
        })
        .collect()
}

fn project(first: &Asset) -> Project {
    Project {
        origin: Origin {
            row_id: format!("p-{}", first.origin.row_id).into(),
            ..first.origin.clone()
        },
        project_id: first.project_id.clone(),
        project_name: first.project_name.clone(),
        fund_year: first.fund_year,
        industry_dept: first.industry_dept.clone(),
        township: first.township.clone(),
        village: first.village.clone(),
        project_status: text("accepted"),
        acceptance_date: first.completion_date,
        ..Project::default()
    }
}

fn fund_line(first: &Asset, amount: Fen) -> FundLine {
    FundLine {
        origin: Origin {
            row_id: format!("f-{}", first.origin.row_id).into(),
            ..first.origin.clone()
        },
        fund_year: first.fund_year,
        fund_source: first.fund_source.clone(),
        fund_use_direction: text("asset"),
        handling_dept: first.industry_dept.clone(),
        project_id: first.project_id.clone(),
        project_name: first.project_name.clone(),
        township: first.township.clone(),
        village: first.village.clone(),
        allotted_amount: Some(amount),
        paid_amount: Some(amount),
        settled_amount: Some(amount),
        ..FundLine::default()
    }
}

/// Its card; one in thirty without the id.
fn card(asset: &Asset, n: usize) -> AssetCard {
    AssetCard {
        origin: origin("cards", "asset_cards", n),
        system: text("sys_sanzi"),
        unit: asset.owner_name.clone(),
        township: asset.township.clone(),
        village: asset.village.clone(),
        card_no: text(format!("K{n:06}")),
        asset_id: asset.asset_id.clone().filter(|_| !slips(n, 9, 0, 30)),
        name: asset.asset_name.clone(),
        original_value: asset.original_value,
        accumulated_depreciation: Some(if slips(n, 9, 2, 40) { Fen(10_000) } else { Fen::ZERO }),
        depreciation_method: text("none"),
        ..AssetCard::default()
    }
}

/// Its line on the count sheet; one in thirty without the id.
fn count(asset: &Asset, n: usize) -> PhysicalCount {
    PhysicalCount {
        origin: origin("count", "physical_counts", n),
        physical_check_date: day(2024, 11),
        unit: asset.owner_name.clone(),
        asset_id: asset.asset_id.clone().filter(|_| !slips(n, 9, 1, 30)),
        asset_name: asset.asset_name.clone(),
        township: asset.township.clone(),
        village: asset.village.clone(),
        location: asset.location.clone(),
        book_quantity: asset.quantity,
        physical_count_qty: asset.quantity,
        quantity_unit: asset.quantity_unit.clone(),
        original_value: asset.original_value,
        ..PhysicalCount::default()
    }
}
