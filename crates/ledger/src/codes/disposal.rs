//! `disposal.*`: Disposal (处置).

use crate::codes::codes;

codes! {
    /// A well-performing asset is being disposed of.
    PERFORMING_ASSET = "disposal.performing-asset", Warning, "",
        "",
        "{subject}: a well-performing asset is being disposed of";
    /// No ground, or one that the county does not list.
    GROUND_MISSING = "disposal.ground-missing", Error, "",
        "",
        "{subject}: no ground, or one that the county does not list";
    /// No appraisal where one is required.
    APPRAISAL_MISSING = "disposal.appraisal-missing", Error, "",
        "",
        "{subject}: no appraisal where one is required";
    /// At or above the county's threshold (100,000.00 yuan is at it) without an appraisal by an
    /// agency.
    AGENCY_MISSING = "disposal.agency-missing", Error, "",
        "",
        "{subject}: at or above the county's threshold (100,000.00 yuan is at it) without an appraisal by an agency";
    /// Appraisal result not made public as required.
    APPRAISAL_UNPUBLISHED = "disposal.appraisal-unpublished", Error, "",
        "",
        "{subject}: appraisal result not made public as required";
    /// A step of the county's chain is absent; one finding per step.
    STEP_MISSING = "disposal.step-missing", Error, "",
        "",
        "{subject}: a step of the county's chain is absent";
    /// Steps out of order; disposed before approval.
    STEP_ORDER = "disposal.step-order", Error, "",
        "",
        "{subject}: steps out of order";
    /// Approved below the level required.
    APPROVER_LEVEL = "disposal.approver-level", Error, "",
        "",
        "{subject}: approved below the level required";
    /// Lots of one asset or project within 12 months each below the threshold, together at or
    /// above it.
    SPLIT_SUSPECTED = "disposal.split-suspected", Warning, "",
        "",
        "{subject}: lots of one asset or project within 12 months each below the threshold, together at or above it";
    /// Price below the share of the appraised value that the rulebook sets (off where none).
    BELOW_APPRAISAL = "disposal.below-appraisal", Warning, "",
        "",
        "{subject}: price below the share of the appraised value that the rulebook sets (off where none)";
    /// Proceeds not received in the account required, or not in full (less taxes and fees where
    /// the county says so).
    PROCEEDS_MISSING = "disposal.proceeds-missing", Error, "",
        "",
        "{subject}: proceeds not received in the account required, or not in full (less taxes and fees where the county says so)";
    /// Proceeds put to a use that the county does not allow, or undecided.
    PROCEEDS_USE = "disposal.proceeds-use", Error, "",
        "",
        "{subject}: proceeds put to a use that the county does not allow, or undecided";
    /// An asset gone from the ledger, or with status disposed, without an approved disposal or
    /// write-off.
    UNAPPROVED_REMOVAL = "disposal.unapproved-removal", Error, "",
        "",
        "{subject}: an asset gone from the ledger, or with status disposed, without an approved disposal or write-off";
    /// Disposed of, but still in use in a ledger or system.
    LEDGER_NOT_UPDATED = "disposal.ledger-not-updated", Warning, "",
        "",
        "{subject}: disposed of, but still in use in a ledger or system";
    /// Pledged where the county forbids it (or without the legal basis it demands).
    PLEDGED = "disposal.pledged", Error, "",
        "",
        "{subject}: pledged where the county forbids it (or without the legal basis it demands)";
    /// Donated asset let or disposed of without telling the donor first.
    DONOR_NOT_TOLD = "disposal.donor-not-told", Error, "",
        "",
        "{subject}: donated asset let or disposed of without telling the donor first";
    /// Owner's undertaking not to dispose privately missing.
    UNDERTAKING_MISSING = "disposal.undertaking-missing", Error, "",
        "",
        "{subject}: owner's undertaking not to dispose privately missing";
    /// Equity or claim past its term, neither renewed nor recovered.
    EQUITY_TERM_ENDED = "disposal.equity-term-ended", Warning, "",
        "",
        "{subject}: equity or claim past its term, neither renewed nor recovered";
    /// Result of the disposal not made public as required.
    RESULT_UNPUBLISHED = "disposal.result-unpublished", Error, "",
        "",
        "{subject}: result of the disposal not made public as required";
}
