// SPDX-License-Identifier: Apache-2.0
// The types of acts. What each one's body holds: docs/formats/acts.md. Types that are not here are kept and verified,
// not understood. DO NOT CHANGE A NAME: acts are for ever.
#pragma once

#include <array>
#include <string_view>

namespace midspan::record::type {

inline constexpr std::string_view kOperationOpen = "operation.open";
inline constexpr std::string_view kOperationClose = "operation.close";
inline constexpr std::string_view kPartyAdd = "party.add";
inline constexpr std::string_view kKeyGrant = "key.grant";
inline constexpr std::string_view kKeyRotate = "key.rotate";
inline constexpr std::string_view kKeyRevoke = "key.revoke";
inline constexpr std::string_view kListSubmit = "list.submit";
inline constexpr std::string_view kListWithdraw = "list.withdraw";
inline constexpr std::string_view kReconcileRun = "reconcile.run";
inline constexpr std::string_view kLinkJudge = "link.judge";
inline constexpr std::string_view kLinkRetract = "link.retract";
inline constexpr std::string_view kStatementMake = "statement.make";
inline constexpr std::string_view kObservationMake = "observation.make";
inline constexpr std::string_view kReplyMake = "reply.make";
inline constexpr std::string_view kClaimRecord = "claim.record";
inline constexpr std::string_view kTermsPropose = "terms.propose";
inline constexpr std::string_view kTermsReply = "terms.reply";
inline constexpr std::string_view kTermsSign = "terms.sign";
inline constexpr std::string_view kHoldPlace = "hold.place";
inline constexpr std::string_view kHoldLift = "hold.lift";
inline constexpr std::string_view kConsentRecord = "consent.record";
inline constexpr std::string_view kConsentWithdraw = "consent.withdraw";
inline constexpr std::string_view kClearRun = "clear.run";
inline constexpr std::string_view kDrawAnnounce = "draw.announce";
inline constexpr std::string_view kDrawCommit = "draw.commit";
inline constexpr std::string_view kDrawReveal = "draw.reveal";
inline constexpr std::string_view kDrawResult = "draw.result";
inline constexpr std::string_view kAnnexFreeze = "annex.freeze";
inline constexpr std::string_view kAnnexSign = "annex.sign";
inline constexpr std::string_view kAnnexWithdraw = "annex.withdraw";
inline constexpr std::string_view kHandoverPlan = "handover.plan";
inline constexpr std::string_view kHandoverBoard = "handover.board";
inline constexpr std::string_view kHandoverReceive = "handover.receive";
inline constexpr std::string_view kHandoverRefuse = "handover.refuse";
inline constexpr std::string_view kHandoverClose = "handover.close";
inline constexpr std::string_view kDeliveryConfirm = "delivery.confirm";
inline constexpr std::string_view kIncidentRecord = "incident.record";
inline constexpr std::string_view kDocumentIssue = "document.issue";
inline constexpr std::string_view kCheckpointWitness = "checkpoint.witness";
inline constexpr std::string_view kSubjectErase = "subject.erase";
inline constexpr std::string_view kLogRestore = "log.restore";

inline constexpr std::array kAll = {
    kOperationOpen,   kOperationClose, kPartyAdd,          kKeyGrant,        kKeyRotate,     kKeyRevoke,
    kListSubmit,      kListWithdraw,   kReconcileRun,      kLinkJudge,       kLinkRetract,   kStatementMake,
    kObservationMake, kReplyMake,      kClaimRecord,       kTermsPropose,    kTermsReply,    kTermsSign,
    kHoldPlace,       kHoldLift,       kConsentRecord,     kConsentWithdraw, kClearRun,      kDrawAnnounce,
    kDrawCommit,      kDrawReveal,     kDrawResult,        kAnnexFreeze,     kAnnexSign,     kAnnexWithdraw,
    kHandoverPlan,    kHandoverBoard,  kHandoverReceive,   kHandoverRefuse,  kHandoverClose, kDeliveryConfirm,
    kIncidentRecord,  kDocumentIssue,  kCheckpointWitness, kSubjectErase,    kLogRestore,
};

}  // namespace midspan::record::type
