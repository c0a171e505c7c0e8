//! Payments without assets, assets without payments, and amounts that differ.

use super::is_unfinished;
use super::projects::{ProjectMoney, Projects, formed, net_paid};
use crate::basis::Basis;
use ledger::codes::fund;
use ledger::tables::{Asset, FundLine};
use ledger::{Books, Cell, Fen, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use std::collections::BTreeSet;

/// `fund.no-asset`, `fund.no-fund`, `fund.value-differs`.
pub(super) fn check(books: &Books, projects: &Projects, basis: &Basis) -> StepOutput<()> {
    let mut out = StepOutput::default();
    if !books.has("fund_ledger") || !books.ledgers_received().contains("county") {
        out.checks.push(basis.no_data());
        return out;
    }
    let mut run = basis.run();
    for (key, project) in &projects.all {
        if project.lines.is_empty() {
            for asset in &project.assets {
                let expected = projects.mix(asset).is_none_or(|mix| {
                    mix.iter().any(|(s, _)| projects.compared.money(s.as_deref()))
                });
                run.count(Verdict::from(!expected));
                if expected {
                    out.findings.push(no_fund(project, asset, basis));
                }
            }
        } else if let Some((verdict, finding)) = compare(books, key, project, projects, basis) {
            run.count(verdict);
            out.findings.extend(finding);
        }
    }
    // Money of no project cannot be followed: a breach where a clause wants it followed.
    let forms = ProjectMoney::default();
    for line in &projects.unnamed {
        let paid = net_paid(line).filter(|paid| paid.0 > 0);
        let source = line.fund_source.as_deref();
        if let (Some(paid), true, true) =
            (paid, projects.compared.money(source), forms.forms_asset(line))
        {
            run.count(if basis.is_cited() { Verdict::Failed } else { Verdict::Unknown });
            if basis.is_cited() {
                out.findings.push(untraceable(line, paid, basis));
            }
        }
    }
    out.checks.push(run);
    out
}

fn untraceable(line: &FundLine, paid: Fen, basis: &Basis) -> Finding {
    basis
        .finding(&fund::NO_ASSET, Subject::new(SubjectKind::Row, line.row_id()))
        .place(line.township.as_deref(), line.village.as_deref())
        .unit(line.handling_dept.as_deref())
        .amount(paid)
        .arg("project", "（未填项目）")
        .cells(line.cells(&["project_id", "project_name", "paid_amount"]))
}

fn no_fund(project: &ProjectMoney, asset: &Asset, basis: &Basis) -> Finding {
    basis
        .finding(&fund::NO_FUND, Subject::asset(asset))
        .of(asset)
        .arg("name", asset.asset_name.clone().unwrap_or_default())
        .arg("project", label(project))
        .cells(asset.cells(&["project_id", "project_name", "original_value"]))
}

/// Compares one project that the fund ledger holds; `None` when it has no money to compare.
fn compare(
    books: &Books,
    key: &str,
    project: &ProjectMoney,
    projects: &Projects,
    basis: &Basis,
) -> Option<(Verdict, Option<Finding>)> {
    let lines: Vec<&FundLine> = project.forming(projects.compared).collect();
    let paid = Fen::sum(lines.iter().filter_map(|l| net_paid(l).or(l.settled_amount)));
    if lines.is_empty() || paid.0 <= 0 {
        return None;
    }
    if is_unfinished(project.record) {
        return Some((Verdict::Unknown, None));
    }
    // What was disposed of may be gone from the ledger: a gap then proves nothing.
    let left = projects.has_left(key);
    if project.assets.is_empty() {
        // Where all of it is only registered, the county ledger owes nothing.
        let registered = !project.elsewhere.is_empty()
            && project.elsewhere.iter().all(|a| !projects.compared.asset(a));
        if registered {
            return Some((Verdict::Passed, None));
        }
        if left {
            return Some((Verdict::Unknown, None));
        }
        return Some((Verdict::Failed, Some(no_asset(project, &lines, paid, basis))));
    }
    let values: Option<Vec<Fen>> =
        project.assets.iter().map(|a| projects.compared_value(a)).collect();
    let (Some(values), Some(due)) = (values, Due::of(project, &lines)) else {
        return Some((Verdict::Unknown, None));
    };
    let found = Fen::sum(values);
    if found == due.amount || found.minus(changes(books, project)) == due.amount {
        return Some((Verdict::Passed, None));
    }
    if left && found < due.amount {
        return Some((Verdict::Unknown, None));
    }
    Some((Verdict::Failed, Some(value_differs(project, found, &due, basis))))
}

fn no_asset(project: &ProjectMoney, lines: &[&FundLine], paid: Fen, basis: &Basis) -> Finding {
    let first = lines.first();
    let columns = ["project_id", "paid_amount", "non_asset_amount", "returned_amount"];
    basis
        .finding(&fund::NO_ASSET, project.subject())
        .place(first.and_then(|l| l.township.as_deref()), first.and_then(|l| l.village.as_deref()))
        .unit(first.and_then(|l| l.handling_dept.as_deref()))
        .amount(paid)
        .arg("project", project.name.clone())
        .cells(lines.iter().flat_map(|l| l.cells(&columns)))
}

/// What a project's assets should add up to.
pub(super) struct Due {
    pub(super) amount: Fen,
    basis: &'static str,
    pub(super) cells: Vec<Cell>,
}

impl Due {
    /// The final accounts where they are required and made; else line by line the settlement, else
    /// paid less non-asset less returned. `None` when a line states neither.
    pub(super) fn of(project: &ProjectMoney, lines: &[&FundLine]) -> Option<Self> {
        if let Some(record) = project.record
            && record.final_accounts_required == Some(true)
            && let Some(amount) = record.final_accounts_amount
        {
            return Some(Self {
                amount,
                basis: "竣工财务决算金额",
                cells: record.cells(&["final_accounts_required", "final_accounts_amount"]),
            });
        }
        let settled = lines.iter().any(|l| l.settled_amount.is_some());
        if !settled
            && let Some(record) = project.record
            && let Some(amount) = record.settled_amount
        {
            return Some(Self {
                amount,
                basis: "结算金额",
                cells: record.cells(&["settled_amount"]),
            });
        }
        // A line that was only allotted has paid for nothing yet.
        let amounts =
            lines.iter().filter(|l| l.settled_amount.is_some() || l.paid_amount.is_some());
        let columns = |line: &FundLine| {
            if line.settled_amount.is_some() {
                line.cells(&["project_id", "settled_amount"])
            } else {
                line.cells(&["project_id", "paid_amount", "non_asset_amount", "returned_amount"])
            }
        };
        let amount = Fen::checked_sum(amounts.clone().filter_map(|l| formed(l)))?;
        Some(Self {
            amount,
            basis: if settled { "结算金额" } else { "支付减费用和收回结余" },
            cells: amounts.flat_map(|l| columns(l)).collect(),
        })
    }
}

/// What registered changes added to the original values of a project's assets.
pub(super) fn changes(books: &Books, project: &ProjectMoney) -> Fen {
    let ids: BTreeSet<&str> = project.assets.iter().filter_map(|a| a.asset_id.as_deref()).collect();
    let of_assets =
        books.changes.iter().filter(|c| c.asset_id.as_deref().is_some_and(|id| ids.contains(id)));
    Fen::sum(of_assets.filter_map(|c| c.change_amount))
}

fn value_differs(project: &ProjectMoney, found: Fen, due: &Due, basis: &Basis) -> Finding {
    let lead = project.assets.first();
    basis
        .finding(&fund::VALUE_DIFFERS, project.subject())
        .place(lead.and_then(|a| a.township.as_deref()), lead.and_then(|a| a.village.as_deref()))
        .unit(project.lines.first().and_then(|l| l.handling_dept.as_deref()))
        .amount(found.minus(due.amount))
        .arg("project", project.name.clone())
        .arg("found", found.grouped())
        .arg("basis", due.basis)
        .arg("expected", due.amount.grouped())
        .cells(due.cells.iter().cloned())
        .cells(
            project
                .assets
                .iter()
                .flat_map(|a| a.cells(&["asset_id", "project_id", "original_value"])),
        )
}

/// A project as messages name it.
fn label(project: &ProjectMoney) -> String {
    if project.name.is_empty() || project.name == project.id {
        project.id.to_string()
    } else {
        format!("{}（{}）", project.id, project.name)
    }
}
