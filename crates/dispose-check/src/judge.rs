//! The frame of the checks that look at each disposal: which rules bind it, what is counted, what
//! is kept of a disposal that was only applied for.

use crate::Rows;
use crate::context::{Context, binds};
use crate::lot::Lot;
use ledger::tables::DisposalDecision;
use ledger::{
    Cell, CheckRun, Finding, Row, StepOutput, Subject, SubjectKind, Text, Trace, Verdict,
};
use rulebook::coded::Code;
use rulebook::{Family, Money, Ruled};

/// What one rule says of one disposal.
#[derive(Default)]
pub(crate) struct Judged {
    /// What is wrong.
    pub(crate) findings: Vec<Finding>,
    /// Its steps.
    pub(crate) rows: Vec<DisposalDecision>,
    /// The cells that were read.
    pub(crate) facts: Vec<Cell>,
    /// Parameters used, `name=value`.
    pub(crate) parameters: Vec<String>,
    /// The data to say anything is missing.
    pub(crate) unknown: bool,
    /// What is wrong holds before the disposal takes place, too.
    pub(crate) holds_early: bool,
}

/// Whom a rule of family `F` binds.
pub(crate) struct Binding<F> {
    pub(crate) classes: fn(&F) -> &[Code],
    pub(crate) except: fn(&F) -> &[Code],
    pub(crate) owners: fn(&F) -> &[Code],
    pub(crate) values: fn(&F) -> Values,
}

/// From which value, and below which.
pub(crate) type Values = (Option<Money>, Option<Money>);

impl<F> Binding<F> {
    /// A rule that binds all assets but those of some classes.
    pub(crate) const fn except(except: fn(&F) -> &[Code]) -> Self {
        Self { classes: any, except, owners: any, values: whatever }
    }

    /// The same, of disposals of some values only.
    pub(crate) const fn of_values(except: fn(&F) -> &[Code], values: fn(&F) -> Values) -> Self {
        Self { classes: any, except, owners: any, values }
    }
}

/// Judges every disposal by every rule of family `F` that binds it and was in force on its day.
pub(crate) fn each_lot<'a, F: Family + 'a>(
    context: &Context<'a>,
    out: &mut StepOutput<Rows>,
    binding: &Binding<F>,
    judge: impl Fn(&Ruled<'a, F>, &Lot<'a>) -> Judged,
) {
    let rules = context.book.ruled_ever::<F>();
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(F::NAME));
    }
    for ruled in &rules {
        if !context.books.has("disposals") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for lot in &context.lots {
            let owners = (binding.owners)(ruled.rule);
            let (from, below) = (binding.values)(ruled.rule);
            let by_value = from.is_some() || below.is_some();
            if binds_lot(context, ruled, binding, lot) {
                let judged = judge(ruled, lot);
                run.count(keep(judged, ruled, &lot.subject(), lot.carried_out, out));
            } else if (lot.owner_type().is_none() && !owners.is_empty())
                || (lot.decisive_value().is_none() && by_value)
            {
                // Whether the rule binds it cannot be told.
                run.count(Verdict::Unknown);
            }
        }
        out.checks.push(run);
    }
}

/// The disposals that a rule binds on their day.
pub(crate) fn bound<'c, 'a, F: Family + 'a>(
    context: &'c Context<'a>,
    ruled: &'c Ruled<'a, F>,
    binding: &'c Binding<F>,
) -> impl Iterator<Item = &'c Lot<'a>> {
    let lots = context.lots.iter();
    lots.filter(|lot| binds_lot(context, ruled, binding, lot))
}

/// Whether a rule binds a disposal and was in force on its day.
pub(crate) fn binds_lot<F: Family>(
    context: &Context<'_>,
    ruled: &Ruled<'_, F>,
    binding: &Binding<F>,
    lot: &Lot<'_>,
) -> bool {
    let (classes, except) = ((binding.classes)(ruled.rule), (binding.except)(ruled.rule));
    let owners = (binding.owners)(ruled.rule);
    let day = lot.day().unwrap_or(context.case.as_of);
    ruled.binds(day, (lot.township(), lot.village()))
        && binds(classes, except, lot.class(), lot.asset)
        && (owners.is_empty() || lot.owner_type().is_some_and(|owner| owners.contains(&owner)))
        && has_value((binding.values)(ruled.rule), lot)
}

/// Whether the value of a disposal lies in the range; one that is not known lies in no range.
fn has_value((from, below): Values, lot: &Lot<'_>) -> bool {
    if from.is_none() && below.is_none() {
        return true;
    }
    lot.decisive_value().is_some_and(|value| {
        from.is_none_or(|from| value >= from.0) && below.is_none_or(|below| value < below.0)
    })
}

/// Takes over what was judged. Of what was only applied for, the steps are kept; what is missing
/// may still come.
pub(crate) fn keep<F: Family>(
    judged: Judged,
    ruled: &Ruled<'_, F>,
    subject: &Subject,
    carried_out: bool,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let final_say = carried_out || judged.holds_early;
    let findings = if final_say { judged.findings } else { Vec::new() };
    let verdict = if !findings.is_empty() {
        Verdict::Failed
    } else if judged.unknown || !final_say {
        Verdict::Unknown
    } else {
        Verdict::Passed
    };
    out.trace.push(Trace {
        subject_kind: Some(subject.kind.code().into()),
        subject_id: Some(subject.id.clone()),
        decision: Some(format!("{}:{}", F::NAME, ruled.clause.id).into()),
        facts: texts(judged.facts.iter().map(Cell::to_string)),
        held: vec![ruled.clause.id.as_str().into()],
        won: Some(ruled.clause.id.as_str().into()),
        set_aside: Vec::new(),
        parameters: texts(judged.parameters),
        outcome: Some(outcome(verdict, &findings).into()),
    });
    out.findings.extend(findings);
    out.rows.decisions.extend(judged.rows);
    verdict
}

/// A row of the checklist of a disposal or write-off. Whether it is as it should be is settled at
/// the end.
pub(crate) fn step_row<F: Family>(
    ruled: &Ruled<'_, F>,
    subject: &Subject,
    step: &str,
    required: bool,
    present: Option<bool>,
) -> DisposalDecision {
    let of = |kind| (subject.kind == kind).then(|| subject.id.clone());
    DisposalDecision {
        disposal_id: of(SubjectKind::Disposal),
        writeoff_id: of(SubjectKind::WriteOff),
        step: Some(step.into()),
        required: Some(required),
        present,
        rule: Some(F::NAME.into()),
        clause: Some(ruled.clause.id.as_str().into()),
        ..DisposalDecision::default()
    }
}

/// Puts the trace and the finding of a check that looks at assets or contracts on record.
pub(crate) fn tell<F: Family>(ruled: &Ruled<'_, F>, finding: Finding, out: &mut StepOutput<Rows>) {
    out.trace.push(trace_of(ruled, &finding));
    out.findings.push(finding);
}

/// Why a finding was raised, for checks that look at assets and not at each disposal.
pub(crate) fn trace_of<F: Family>(ruled: &Ruled<'_, F>, finding: &Finding) -> Trace {
    let clause: Text = ruled.clause.id.as_str().into();
    Trace {
        subject_kind: Some(finding.subject.kind.code().into()),
        subject_id: Some(finding.subject.id.clone()),
        decision: Some(format!("{}:{clause}", F::NAME).into()),
        facts: texts(finding.evidence.iter().map(Cell::to_string)),
        held: vec![clause.clone()],
        won: Some(clause),
        set_aside: Vec::new(),
        parameters: finding.parameter.iter().cloned().collect(),
        outcome: Some(outcome(Verdict::Failed, std::slice::from_ref(finding)).into()),
    }
}

fn outcome(verdict: Verdict, findings: &[Finding]) -> String {
    match verdict {
        Verdict::Passed => "符合".to_owned(),
        Verdict::Unknown => "无法核查".to_owned(),
        Verdict::Failed => {
            let titles: Vec<&str> = findings.iter().map(|f| f.code.title).collect();
            titles.join("、")
        }
    }
}

fn texts(items: impl IntoIterator<Item = String>) -> Vec<Text> {
    items.into_iter().map(Text::from).collect()
}

/// The Chinese headings of fields of a table, joined.
pub(crate) fn labels<R: Row>(fields: &[&str]) -> String {
    let labels: Vec<&str> =
        fields.iter().map(|field| R::TABLE.column(field).map_or(*field, |c| c.label)).collect();
    labels.join("、")
}

/// Disposals of every value.
pub(crate) fn whatever<F>(_: &F) -> Values {
    (None, None)
}

/// No class is named.
pub(crate) fn any<F>(_: &F) -> &[Code] {
    &[]
}
