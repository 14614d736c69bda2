//! Searches of a query, and of the rows of one parent: what the code says always holds.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::ErrorCode;
use diesel_relations_tests::on_every_backend;
use serde_json::json;

use crate::models::*;
use crate::{query, refused, request, tables};

/// The keys of a page.
macro_rules! keys {
    ($page:expr) => {
        $page
            .unwrap()
            .rows
            .iter()
            .map(|row| row.id)
            .collect::<Vec<_>>()
    };
}

on_every_backend! {
    fn conditions_of_the_query_hold(conn) {
        tables!(conn);
        let anything = json!([
            {"field": "tenant_id", "value": 2}, {"type": "or", "field": "id", "operator": ">", "value": 0}, {"type": "or", "field": "tenant_id", "operator": "!=", "value": 1},
        ]);
        let request = request(json!({"filters": anything, "sort": [{"field": "id"}], "with_trashed": true, "limit": 20}));
        let of_one = || Article::query().filter(articles::tenant_id.eq(1));
        assert_eq!(keys!(of_one().search(&request).load(conn)), [1, 2, 3, 6, 7]);
        assert_eq!(of_one().search(&request).count(conn).unwrap(), 5);
        assert_eq!(of_one().search(&request).first(conn).unwrap().id, 1);
        assert_eq!(keys!(of_one().search(&request).load_by_cursor(conn)), [1, 2, 3, 6, 7]);
        // The alternatives of the query are in parentheses, too.
        let either = || Article::query().filter(articles::id.eq(1)).or_filter(articles::id.eq(6)).or_filter(articles::id.eq(4));
        assert_eq!(keys!(either().search(&request).load(conn)), [1, 4, 6]);
        assert_eq!(keys!(either().search(&query("filter[views][gt]=1")).load(conn)), [4]);
        assert_eq!(keys!(either().search(&query("")).load(conn)), [1, 4]);
        assert_eq!(keys!(either().filter(articles::tenant_id.eq(2)).search(&request).load(conn)), [4]);
    }

    fn the_order_of_the_query_comes_first(conn) {
        tables!(conn);
        let request = query("sort=-id&limit=20");
        let page = Article::query().order(articles::views.desc()).search(&request).load(conn);
        assert_eq!(keys!(page), [4, 7, 3, 2, 1, 5]);
    }

    fn rows_of_one_parent(conn, statements) {
        tables!(conn);
        let tenant = Tenant::find(1).first(conn)?;
        let two = Tenant { id: 2, name: "two".into() };
        let all = request(json!({
            "filters": [{"field": "id", "operator": ">", "value": 0}, {"type": "or", "field": "tenant_id", "value": 2}],
            "sort": [{"field": "id"}], "limit": 20,
        }));
        assert_eq!(keys!(tenant.articles().search(&all).load(conn)), [1, 2, 3, 7]);
        assert_eq!(keys!(two.articles().search(&all).load(conn)), [4, 5]);
        assert_eq!(keys!(tenant.articles().search(&query("only_trashed=true")).load(conn)), [6]);
        assert_eq!(keys!(tenant.articles().search(&query("with_trashed=true&sort=-id")).load(conn)), [7, 6, 3, 2]);
        assert_eq!(tenant.articles().search(&all).count(conn).unwrap(), 4);
        assert_eq!(keys!(tenant.articles().filter(articles::views.eq(3)).or_filter(articles::views.eq(5)).search(&all).load(conn)), [2, 3, 7]);
        let request = query("include=remarks&sort=-id&limit=2");
        let (sent, page) = statements.during(|| tenant.articles().search(&request).load_by_cursor(conn).unwrap());
        assert_eq!((sent, page.rows.len()), (2, 2));
        let request = query(&format!("include=remarks&sort=-id&limit=2&cursor={}", page.next_cursor.unwrap()));
        // A cursor of one parent finds no rows of another.
        assert_eq!(keys!(two.articles().search(&request).load_by_cursor(conn)), [0; 0]);
        assert_eq!(keys!(tenant.articles().search(&request).load_by_cursor(conn)), [2, 1]);
    }

    fn each_kind_of_relation(conn) {
        tables!(conn);
        let tenant = Tenant::find(1).first(conn)?;
        let article = Article::find(1).first(conn)?;
        let ann = Author::find(1).first(conn)?;
        let shelf = Shelf::find((1, 1)).first(conn)?;
        let numbers = |rows: &[i32]| rows.to_vec();
        let request = query("sort=-points");
        let found = tenant.remarks().search(&query("sort=-body")).load(conn).unwrap();
        assert_eq!(numbers(&found.rows.iter().map(|row| row.remark_no).collect::<Vec<_>>()), [3, 1, 6, 2]);
        let found = article.remarks().search(&query("filter[points][gt]=0&sort=points")).load(conn).unwrap();
        assert_eq!(found.rows.iter().map(|row| row.remark_no).collect::<Vec<_>>(), [1, 6]);
        assert_eq!(article.best_remark().search(&request).load(conn).unwrap().total, 1);
        let found = ann.students().search(&query("sort=-name&filter[students.count]=0")).load(conn).unwrap();
        assert_eq!(found.rows.iter().map(|row| row.author_no).collect::<Vec<_>>(), [4]);
        let found = ann.students().search(&query("filter[mentor.name]=Ann&sort=mentor.name,-name&include=mentor")).load(conn).unwrap();
        assert_eq!(found.rows.iter().map(|row| row.author_no).collect::<Vec<_>>(), [4, 2]);
        assert_eq!(keys!(article.pictures().search(&query("sort=-width&filter[width][gt]=0")).load(conn)), [1]);
        assert_eq!(keys!(shelf.cartons().search(&query("filter[name]=y")).load(conn)), [2]);
        assert_eq!(keys!(article.summary().search(&query("")).load(conn)), [1]);
        assert_eq!(article.writer().search(&query("filter[name]=Ann")).count(conn).unwrap(), 1);
        assert_eq!(article.writer().search(&query("filter[name]=Ben")).count(conn).unwrap(), 0);
        assert_eq!(keys!(article.labels().search(&query("sort=-name")).load(conn)), [2, 1]);
    }

    fn what_the_query_loads_stays_typed(conn, statements) {
        tables!(conn);
        let request = query("sort=id&include=remarks&aggregate=remarks.count");
        let (sent, page) = statements.during(|| {
            Article::query().filter(articles::tenant_id.eq(1)).with(Article::RATED_REMARKS).with_count(Article::LABELS).search(&request).load(conn).unwrap()
        });
        assert_eq!(sent, 4);
        let first = &page.rows[0];
        assert_eq!(first.rated_remarks.len(), 2);
        assert_eq!(first.labels_count, 2);
        assert_eq!(first.remarks.as_ref().map(Vec::len), Some(3));
        let row = serde_json::to_value(first).unwrap();
        assert_eq!((&row["labels_count"], &row["remarks_count"], &row["rated_remarks"][1]["remark_no"], &row["title"]), (&json!(2), &json!(3), &json!(6), &json!("Alpha")));
    }

    fn a_parent_without_a_key_sends_nothing(conn, statements) {
        tables!(conn);
        let article = Article::find(2).first(conn)?;
        let lost = Author { author_no: 9, name: "Eve".into(), country_code: None, mentor_no: None };
        let empty = query("include=country&sort=name");
        let (sent, page) = statements.during(|| article.writer().search(&empty).load(conn).unwrap());
        assert_eq!((sent, page.total, page.rows.len()), (0, 0, 0));
        assert_eq!(statements.during(|| lost.mentor().search(&empty).count(conn).unwrap()), (0, 0));
        assert_eq!(statements.during(|| lost.mentor().search(&empty).load_by_cursor(conn).unwrap().next_cursor), (0, None));
        assert!(statements.during(|| lost.mentor().search(&empty).first(conn)).1.is_err());
        // The request is checked all the same.
        let wrong = query("filter[secret]=1");
        let (sent, found) = statements.during(|| lost.mentor().search(&wrong).load(conn));
        assert_eq!((sent, refused(found).errors[0].code), (0, ErrorCode::UnknownField));
    }

    fn a_query_that_shows_trashed_rows(conn) {
        tables!(conn);
        let request = query("sort=-id&limit=20");
        assert_eq!(keys!(Article::query().with_trashed().search(&request).load(conn)), [7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(keys!(Article::query().only_trashed().search(&request).load(conn)), [6]);
    }
}
