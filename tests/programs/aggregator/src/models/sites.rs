//! Sites, and what belongs to them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::*;

/// A server of the network, ours among them.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = instance)]
#[model(timestamps)]
#[has_one(Site)]
#[has_many(Person, name = people)]
#[has_many(Community)]
#[has_many_through(Post, through = Community)]
#[belongs_to_many(Person, name = blockers, pivot = instance_block, soft_delete)]
pub struct Instance {
    pub id: InstanceId,
    pub domain: String,
    pub software: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = language, primary_key(code))]
#[has_many(Post)]
#[has_many(Comment)]
#[belongs_to_many(Site, pivot = site_language, owner_key = site_id)]
#[belongs_to_many(Account, pivot = account_language, owner_key = account_id)]
#[belongs_to_many(Community, pivot = community_language)]
pub struct Language {
    pub code: LanguageCode,
    pub name: String,
}

/// What our own instance says of itself.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = site, primary_key(site_id))]
#[has_many(Tagline)]
#[has_many(Emoji)]
#[has_many(Provider)]
#[has_many(Provider, name = enabled_providers, values(enabled = true))]
#[belongs_to_many(Language, pivot = site_language, owner_key = code)]
#[morph_one(Image, name = banner, morph = owner)]
pub struct Site {
    pub site_id: SiteId,
    #[model(belongs_to(Instance))]
    pub instance_id: InstanceId,
    pub name: String,
    pub sidebar: Option<String>,
    pub blocked_words: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = tagline)]
pub struct Tagline {
    pub id: i32,
    #[model(belongs_to(Site))]
    pub site_id: SiteId,
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = emoji)]
#[has_many(EmojiKeyword, name = keywords)]
pub struct Emoji {
    pub id: i32,
    #[model(belongs_to(Site))]
    pub site_id: SiteId,
    pub shortcode: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = emoji_keyword, primary_key(emoji_id, keyword))]
pub struct EmojiKeyword {
    #[model(belongs_to(Emoji))]
    pub emoji_id: i32,
    pub keyword: String,
}

/// Who vouches for accounts that come from elsewhere.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = provider, primary_key(provider_id))]
#[has_many(ProviderAccount)]
#[belongs_to_many(Account, pivot = provider_account, using = ProviderSubject, owner_key = account_id)]
pub struct Provider {
    pub provider_id: ProviderId,
    #[model(belongs_to(Site))]
    pub site_id: SiteId,
    pub issuer: String,
    pub enabled: bool,
}
