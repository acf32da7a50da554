//! Why: reasons and the provisions that they rest on.

use std::sync::Arc;

use async_graphql::Object;
use chrono::{DateTime, Utc};
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::law::{Finding, Footing, Treaty};
use mithaq_store::StoredReason;

use super::act::Act;
use super::text::LocalizedText;
use crate::failure::{Failure, Nullable};
use crate::reading::Reading;
use crate::scalar::Language;

/// Of which agreement a reason is, and as known when; it may also be of one that is not open yet.
#[derive(Clone)]
pub(crate) struct ReasonOf {
    pub(crate) agreement: Option<AgreementId>,
    pub(crate) known_at: Option<DateTime<Utc>>,
    pub(crate) reading: Arc<Reading>,
}

/// Why a status, a day, a refusal or a warning is what it is.
pub(crate) struct LegalReason {
    of: ReasonOf,
    code: String,
    text: String,
    act: Option<ActId>,
    provision: Option<(Treaty, String)>,
}

impl LegalReason {
    /// The reason of a status.
    pub(crate) fn of_status(of: ReasonOf, reason: &StoredReason) -> Self {
        Self {
            of,
            code: reason.code.to_string(),
            text: reason.text.clone(),
            act: reason.act,
            provision: reason.treaty.zip(reason.article.clone()),
        }
    }

    /// The reason of a finding, where a provision says so.
    pub(crate) fn of_finding(of: ReasonOf, finding: &Finding) -> Option<Self> {
        let provision = finding.provision?;
        Some(Self {
            of,
            code: finding.code.to_string(),
            text: finding.message.clone(),
            act: None,
            provision: Some((provision.treaty, provision.article.to_owned())),
        })
    }
}

/// Why a status, a day, a refusal or a warning is what it is.
#[Object]
impl LegalReason {
    /// The kind of reason, for programs. Codes are added over time.
    async fn code(&self) -> &str {
        &self.code
    }

    /// The reason, for a person. The registry has it in English.
    #[allow(unused_variables, reason = "the registry gives reasons in English only, so far")]
    async fn text(
        &self,
        #[graphql(
            default_with = "Language::default_list()",
            desc = "The languages wanted, the best first; where there is none of them, English comes back."
        )]
        languages: Vec<Language>,
    ) -> LocalizedText {
        LocalizedText::english(&self.text)
    }

    /// The act that it rests on, where it rests on one.
    async fn act(&self) -> Nullable<Act> {
        let (act, agreement) = self.act.zip(self.of.agreement)?;
        let log = self.of.reading.log(agreement, self.of.known_at).await.transpose()?;
        log.map(|log| Act::find(&log, act, &self.of.reading)).transpose()
    }

    /// The provision of law that it rests on; null where the agreement's own text, or the registry's order, says so.
    async fn rule(&self) -> Option<LegalRule> {
        let (treaty, article) = self.provision.clone()?;
        Some(LegalRule { of: self.of.clone(), treaty, article })
    }
}

/// A provision of law.
pub(crate) struct LegalRule {
    of: ReasonOf,
    treaty: Treaty,
    article: String,
}

/// A provision of law.
#[Object]
impl LegalRule {
    /// The treaty: `VCLT` is the Vienna Convention on the Law of Treaties of 1969, `UN_CHARTER` the Charter of the
    /// United Nations, `VCSST` the Vienna Convention on Succession of States in respect of Treaties of 1978.
    async fn treaty(&self) -> &str {
        self.treaty.as_str()
    }

    /// The article with its paragraph: `24(2)`.
    async fn article(&self) -> &str {
        &self.article
    }

    /// Whether the rule applies as custom, since the treaty did not bind both parties when they made the agreement
    /// (VCLT 4). Few states are parties to the VCSST, so that its rules are told as custom.
    async fn customary(&self) -> Result<bool, Failure> {
        let Some(agreement) = self.of.agreement.filter(|_| self.treaty != Treaty::Vcsst) else { return Ok(true) };
        let log = self.of.reading.log(agreement, self.of.known_at).await?;
        Ok(log.is_none_or(|log| log.standing().footing == Footing::Custom))
    }

    /// Where the treaty can be read.
    async fn url(&self) -> Option<&str> {
        Some(match self.treaty {
            Treaty::Vclt => "https://legal.un.org/ilc/texts/instruments/english/conventions/1_1_1969.pdf",
            Treaty::Vcsst => "https://legal.un.org/ilc/texts/instruments/english/conventions/3_2_1978.pdf",
            Treaty::UnCharter => "https://www.un.org/en/about-us/un-charter/full-text",
        })
    }
}
