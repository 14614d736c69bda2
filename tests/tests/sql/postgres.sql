-- User :: query().load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []

-- User :: find(1).first(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" = $1) LIMIT $2 -- binds: [1, 1]

-- User :: find_many([1, 2]).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" = ANY($1)) -- binds: [[1, 2]]

-- Member :: find((1, 1)).first(conn)
SELECT "members"."tenant_id", "members"."id", "members"."name" FROM "members" WHERE (("members"."tenant_id" = $1) AND ("members"."id" = $2)) LIMIT $3 -- binds: [1, 1, 1]

-- Member :: find_many([(1, 1), (1, 2)]).load(conn)
SELECT "members"."tenant_id", "members"."id", "members"."name" FROM "members" WHERE ("members"."tenant_id", "members"."id") IN (SELECT * FROM unnest($1, $2)) -- binds: [[1, 1], [1, 2]]

-- User :: query().filter(users :: name.eq("Ann")).sole(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."name" = $1) LIMIT $2 -- binds: ["Ann", 2]

-- User :: query().filter(users :: name.eq("Ann")).order(users :: id).exists(conn)
SELECT EXISTS (SELECT 1 FROM "users" WHERE ("users"."name" = $1)) -- binds: ["Ann"]

-- User :: query().distinct().limit(9).offset(1).exists(conn)
SELECT EXISTS (SELECT 1 FROM (SELECT DISTINCT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" LIMIT $1 OFFSET $2) AS relations__rows) -- binds: [9, 1]

-- User :: query().with(User :: POSTS).limit(2).doesnt_exist(conn)
SELECT EXISTS (SELECT 1 FROM "users" LIMIT $1) -- binds: [2]

-- User :: query().order(users :: id).paginate(1, 2).load(conn)
SELECT COUNT(*) FROM (SELECT "users"."id" FROM "users" ORDER BY "users"."id") AS relations__rows -- binds: []
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" ORDER BY "users"."id" LIMIT $1 OFFSET $2 -- binds: [2, 0]

-- User :: query().batches(2).next(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE 1 = 1 ORDER BY "users"."id" LIMIT $1 -- binds: [3]

-- Letter :: query().load(conn)
SELECT "letters"."id", "letters"."text", "letters"."user_id" FROM "letters" WHERE "letters"."deleted_at" IS NULL -- binds: []

-- Letter :: query().with_trashed().load(conn)
SELECT "letters"."id", "letters"."text", "letters"."user_id" FROM "letters" WHERE 1 = 1 -- binds: []

-- Letter :: query().exists(conn)
SELECT EXISTS (SELECT 1 FROM "letters" WHERE "letters"."deleted_at" IS NULL) -- binds: []

-- Letter :: query().only_trashed().load(conn)
SELECT "letters"."id", "letters"."text", "letters"."user_id" FROM "letters" WHERE "letters"."deleted_at" IS NOT NULL -- binds: []

-- Draft :: query().load(conn)
SELECT "drafts"."id", "drafts"."text" FROM "drafts" WHERE "drafts"."deleted" = FALSE -- binds: []

-- Draft :: query().only_trashed().load(conn)
SELECT "drafts"."id", "drafts"."text" FROM "drafts" WHERE "drafts"."deleted" <> FALSE -- binds: []

-- User :: query().with(User :: POSTS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE 1 = 1 -- binds: []

-- User :: query().filter(users :: id.gt(1)).with(User :: POSTS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" > $1) -- binds: [1]
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ("posts"."user_id" = ANY($1)) -- binds: [[2, 3]]

-- User :: find(1).with(User :: POSTS).first(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" = $1) LIMIT $2 -- binds: [1, 1]
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE "posts"."user_id" = $1 -- binds: [1]

-- User :: query().filter(users :: id.gt(1)).with(User :: POSTS.filter(posts :: votes.gt(0)).order(posts :: id.desc())).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" > $1) -- binds: [1]
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE (("posts"."votes" > $1) AND ("posts"."user_id" = ANY($2))) ORDER BY "posts"."id" DESC -- binds: [0, [2, 3]]

-- User :: query().with(User :: POPULAR_POSTS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE (("posts"."votes" >= $1)) AND (("posts"."user_id" = ANY($2))) -- binds: [5, [1, 2, 3]]

-- User :: query().with(User :: BEST_POST).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ("posts"."id") IN (WITH relations__rows (relations__0, relations__1) AS (SELECT "posts"."id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."votes" DESC, "posts"."id" DESC) FROM "posts" WHERE 1 = 1) SELECT relations__0 FROM relations__rows WHERE relations__1 = 1) -- binds: []

-- User :: query().filter(users :: id.gt(0)).with(User :: BEST_POST).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" > $1) -- binds: [0]
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ("posts"."id") IN (WITH relations__rows (relations__0, relations__1) AS (SELECT "posts"."id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."votes" DESC, "posts"."id" DESC) FROM "posts" WHERE ("posts"."user_id" = ANY($1))) SELECT relations__0 FROM relations__rows WHERE relations__1 = 1) -- binds: [[1, 2, 3]]

-- User :: query().with(User :: POSTS.order(posts :: votes.desc()).limit(3)).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
WITH relations__rows (relations__0, relations__1, relations__2, relations__3, relations__4, relations__5) AS (SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."votes" DESC) FROM "posts" WHERE 1 = 1) SELECT relations__0, relations__1, relations__2, relations__3, relations__4 FROM relations__rows WHERE relations__5 <= $1 ORDER BY relations__5 -- binds: [3]

-- User :: query().filter(users :: id.gt(0)).with(User :: POSTS.limit(3).offset(1)).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" > $1) -- binds: [0]
WITH relations__rows (relations__0, relations__1, relations__2, relations__3, relations__4, relations__5) AS (SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."id") FROM "posts" WHERE ("posts"."user_id" = ANY($1))) SELECT relations__0, relations__1, relations__2, relations__3, relations__4 FROM relations__rows WHERE relations__5 <= $2 AND relations__5 > $3 ORDER BY relations__5 -- binds: [[1, 2, 3], 4, 1]

-- User :: query().with(User :: POSTS.order(posts :: votes.desc()).one()).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
WITH relations__rows (relations__0, relations__1, relations__2, relations__3, relations__4, relations__5) AS (SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."votes" DESC) FROM "posts" WHERE 1 = 1) SELECT relations__0, relations__1, relations__2, relations__3, relations__4 FROM relations__rows WHERE relations__5 <= $1 ORDER BY relations__5 -- binds: [1]

-- User :: query().with(User :: POSTS.select_as :: < Title > ()).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "posts"."user_id", "posts"."title" FROM "posts" WHERE 1 = 1 -- binds: []

-- User :: query().with(User :: BOSS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "users"."id", "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE "users"."id" = $1 -- binds: [1]

-- User :: query().with(User :: REPORTS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "users"."boss_id", "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE 1 = 1 AND "users"."boss_id" IS NOT NULL -- binds: []

-- Post :: query().with(Post :: AUTHOR).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" -- binds: []
SELECT "users"."id", "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" = ANY($1)) -- binds: [[1, 2]]

-- User :: query().with(User :: LETTERS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "letters"."user_id", "letters"."id", "letters"."text", "letters"."user_id" FROM "letters" WHERE ("letters"."deleted_at" IS NULL) AND (1 = 1) -- binds: []

-- User :: query().with(User :: LETTERS.with_trashed()).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "letters"."user_id", "letters"."id", "letters"."text", "letters"."user_id" FROM "letters" WHERE (1 = 1) AND (1 = 1) -- binds: []

-- Letter :: query().with(Letter :: AUTHOR).load(conn)
SELECT "letters"."id", "letters"."text", "letters"."user_id" FROM "letters" WHERE "letters"."deleted_at" IS NULL -- binds: []
SELECT "users"."id", "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" = ANY($1)) -- binds: [[1, 2]]

-- User :: query().with(User :: POSTS.with(Post :: COMMENTS)).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE 1 = 1 -- binds: []
SELECT "comments"."post_id", "comments"."id", "comments"."body", "comments"."post_id" FROM "comments" WHERE 1 = 1 -- binds: []

-- Post :: query().with(Post :: TAGS).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" -- binds: []
SELECT "post_tag"."post_id", "tags"."id", "tags"."name" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE 1 = 1 -- binds: []

-- Post :: query().filter(posts :: id.gt(0)).with(Post :: TAGS).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ("posts"."id" > $1) -- binds: [0]
SELECT "post_tag"."post_id", "tags"."id", "tags"."name" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE "post_tag"."post_id" = ANY($1) -- binds: [[1, 2, 3]]

-- Post :: query().with(Post :: PLACED_TAGS.order(post_tag :: place)).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" -- binds: []
SELECT "post_tag"."post_id", "tags"."id", "tags"."name", "post_tag"."place" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE 1 = 1 ORDER BY "post_tag"."place" -- binds: []

-- Country :: query().with(Country :: POSTS).load(conn)
SELECT "countries"."id", "countries"."name" FROM "countries" -- binds: []
SELECT "users"."country_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM ("posts" INNER JOIN "users" ON "posts"."user_id" = "users"."id") WHERE 1 = 1 AND "users"."country_id" IS NOT NULL -- binds: []

-- Country :: query().filter(countries :: id.gt(0)).with(Country :: POSTS).load(conn)
SELECT "countries"."id", "countries"."name" FROM "countries" WHERE ("countries"."id" > $1) -- binds: [0]
SELECT "users"."country_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM ("posts" INNER JOIN "users" ON "posts"."user_id" = "users"."id") WHERE "users"."country_id" = ANY($1) -- binds: [[1, 2]]

-- Country :: query().with(Country :: BEST_POST).load(conn)
SELECT "countries"."id", "countries"."name" FROM "countries" -- binds: []
SELECT "users"."country_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM ("posts" INNER JOIN "users" ON "posts"."user_id" = "users"."id") WHERE ("users"."country_id", "posts"."id") IN (WITH relations__rows (relations__0, relations__1, relations__2) AS (SELECT "users"."country_id", "posts"."id", ROW_NUMBER() OVER (PARTITION BY "users"."country_id" ORDER BY "posts"."votes" DESC, "posts"."id" DESC) FROM "posts" INNER JOIN "users" ON "posts"."user_id" = "users"."id" WHERE 1 = 1 AND "users"."country_id" IS NOT NULL) SELECT relations__0, relations__1 FROM relations__rows WHERE relations__2 = 1) -- binds: []

-- User :: query().with(User :: IMAGES).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "images"."imageable_id", "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE ("images"."imageable_type" = $1) AND (1 = 1) -- binds: ["User"]

-- User :: query().filter(users :: id.gt(0)).with(User :: IMAGES).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ("users"."id" > $1) -- binds: [0]
SELECT "images"."imageable_id", "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE ("images"."imageable_type" = $1) AND (("images"."imageable_id" = ANY($2))) -- binds: ["User", [1, 2, 3]]

-- User :: query().with(User :: LABELS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "labelables"."labelable_id", "labels"."id", "labels"."name" FROM ("labels" INNER JOIN "labelables" ON "labels"."id" = "labelables"."label_id") WHERE ("labelables"."labelable_type" = $1) AND (1 = 1) -- binds: ["User"]

-- Label :: query().filter(labels :: id.gt(0)).with(Label :: POSTS).load(conn)
SELECT "labels"."id", "labels"."name" FROM "labels" WHERE ("labels"."id" > $1) -- binds: [0]
SELECT "labelables"."label_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM ("posts" INNER JOIN "labelables" ON "posts"."id" = "labelables"."labelable_id") WHERE ("labelables"."labelable_type" = $1) AND ("labelables"."label_id" = ANY($2)) -- binds: ["Post", [1, 2]]

-- Image :: query().with(Image :: IMAGEABLE).load(conn)
SELECT "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" -- binds: []
SELECT "users"."id", "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE "users"."id" = $1 -- binds: [1]
SELECT "posts"."id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ("posts"."id" = ANY($1)) -- binds: [[1, 2]]

-- Member :: query().with(Member :: TASKS).load(conn)
SELECT "members"."tenant_id", "members"."id", "members"."name" FROM "members" -- binds: []
SELECT "tasks"."tenant_id", "tasks"."member_id", "tasks"."id", "tasks"."tenant_id", "tasks"."member_id" FROM "tasks" WHERE 1 = 1 -- binds: []

-- Member :: query().filter(members :: tenant_id.eq(1)).with(Member :: TASKS).load(conn)
SELECT "members"."tenant_id", "members"."id", "members"."name" FROM "members" WHERE ("members"."tenant_id" = $1) -- binds: [1]
SELECT "tasks"."tenant_id", "tasks"."member_id", "tasks"."id", "tasks"."tenant_id", "tasks"."member_id" FROM "tasks" WHERE ("tasks"."tenant_id", "tasks"."member_id") IN (SELECT * FROM unnest($1, $2)) -- binds: [[1, 1], [1, 2]]

-- Task :: query().with(Task :: MEMBER).load(conn)
SELECT "tasks"."id", "tasks"."tenant_id", "tasks"."member_id" FROM "tasks" -- binds: []
SELECT "members"."tenant_id", "members"."id", "members"."tenant_id", "members"."id", "members"."name" FROM "members" WHERE ("members"."tenant_id", "members"."id") IN (SELECT * FROM unnest($1, $2)) -- binds: [[1, 1, 2], [1, 2, 1]]

-- users().load_related(User :: POSTS, conn)
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ("posts"."user_id" = ANY($1)) -- binds: [[1, 2]]

-- User :: query().with(User :: POSTS).first(conn)? .reload_related(User :: POSTS, conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" LIMIT $1 -- binds: [1]
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE "posts"."user_id" = $1 -- binds: [1]
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE "posts"."user_id" = $1 -- binds: [1]

-- User :: query().with(User :: POSTS).snapshot().load(conn)
-- begins transaction 1
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE 1 = 1 -- binds: []
-- commits transaction 1

-- User :: query().has(User :: POSTS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT "posts"."user_id" FROM "posts" WHERE "posts"."user_id" = "users"."id") -- binds: []

-- User :: query().filter(User :: POSTS.filter(posts :: votes.gt(1)).exists()).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT "posts"."user_id" FROM "posts" WHERE (("posts"."votes" > $1) AND "posts"."user_id" = "users"."id")) -- binds: [1]

-- User :: query().filter(not(User :: POSTS.exists())).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE  NOT (EXISTS (SELECT "posts"."user_id" FROM "posts" WHERE "posts"."user_id" = "users"."id")) -- binds: []

-- User :: query().doesnt_have(User :: BOSS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE (NOT EXISTS (SELECT 1 FROM (SELECT "users"."id" FROM "users" WHERE 1 = 1) AS relations__rows WHERE relations__rows."id" = "users"."boss_id")) -- binds: []

-- User :: query().has(User :: REPORTS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT 1 FROM (SELECT "users"."boss_id" FROM "users" WHERE 1 = 1) AS relations__rows WHERE relations__rows."boss_id" = "users"."id") -- binds: []

-- User :: query().filter(User :: POSTS.filter(Post :: COMMENTS.exists()).exists()).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT "posts"."user_id" FROM "posts" WHERE (EXISTS (SELECT "comments"."post_id" FROM "comments" WHERE "comments"."post_id" = "posts"."id") AND "posts"."user_id" = "users"."id")) -- binds: []

-- User :: query().filter(User :: POSTS.count().ge(2)).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE ((SELECT COUNT(*) FROM (SELECT "posts"."user_id" FROM "posts" WHERE 1 = 1) AS relations__rows WHERE relations__rows."user_id" = "users"."id") >= $1) -- binds: [2]

-- User :: query().has(User :: BEST_POST).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT "posts"."user_id" FROM "posts" WHERE (("posts"."id") IN (WITH relations__rows (relations__0, relations__1) AS (SELECT "posts"."id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."votes" DESC, "posts"."id" DESC) FROM "posts" WHERE 1 = 1) SELECT relations__0 FROM relations__rows WHERE relations__1 = 1)) AND ("posts"."user_id" = "users"."id")) -- binds: []

-- User :: query().has(User :: LETTERS).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT "letters"."user_id" FROM "letters" WHERE ("letters"."deleted_at" IS NULL) AND ("letters"."user_id" = "users"."id")) -- binds: []

-- Post :: query().has(Post :: TAGS).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE EXISTS (SELECT "post_tag"."post_id" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE "post_tag"."post_id" = "posts"."id") -- binds: []

-- Country :: query().has(Country :: POSTS).load(conn)
SELECT "countries"."id", "countries"."name" FROM "countries" WHERE EXISTS (SELECT "users"."country_id" FROM ("posts" INNER JOIN "users" ON "posts"."user_id" = "users"."id") WHERE "users"."country_id" = "countries"."id") -- binds: []

-- User :: query().has(User :: IMAGES).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT "images"."imageable_id" FROM "images" WHERE ("images"."imageable_type" = $1) AND ("images"."imageable_id" = "users"."id")) -- binds: ["User"]

-- Post :: query().has(Post :: LABELS).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE EXISTS (SELECT "labelables"."labelable_id" FROM ("labels" INNER JOIN "labelables" ON "labels"."id" = "labelables"."label_id") WHERE ("labelables"."labelable_type" = $1) AND ("labelables"."labelable_id" = "posts"."id")) -- binds: ["Post"]

-- Image :: query().filter(Image :: IMAGEABLE.post().filter(posts :: votes.gt(1)).exists()).load(conn)
SELECT "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE EXISTS (SELECT "posts"."id" FROM "posts" WHERE (("posts"."votes" > $1) AND "posts"."id" = "images"."imageable_id" AND "images"."imageable_type" = $2)) -- binds: [1, "Post"]

-- Image :: query().filter(Image :: IMAGEABLE.is_post()).load(conn)
SELECT "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE ("images"."imageable_type" IS NOT NULL AND "images"."imageable_type" = $1) -- binds: ["Post"]

-- Image :: query().filter(Image :: IMAGEABLE.morphed_to(& post)).load(conn)
SELECT "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE (("images"."imageable_type" IS NOT NULL AND "images"."imageable_type" = $1) AND "images"."imageable_id" IS NOT NULL AND "images"."imageable_id" = $2) -- binds: ["Post", 1]

-- Image :: query().filter(Image :: IMAGEABLE.not_morphed_to(& post)).load(conn)
SELECT "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE ((("images"."imageable_type" IS NOT NULL AND "images"."imageable_type" = $1) AND "images"."imageable_id" IS NOT NULL AND "images"."imageable_id" = $2) IS NOT TRUE) -- binds: ["Post", 1]

-- Image :: query().filter(Image :: IMAGEABLE.exists()).load(conn)
SELECT "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE (EXISTS (SELECT "users"."id" FROM "users" WHERE "users"."id" = "images"."imageable_id" AND "images"."imageable_type" = $1) OR EXISTS (SELECT "posts"."id" FROM "posts" WHERE "posts"."id" = "images"."imageable_id" AND "images"."imageable_type" = $2)) -- binds: ["User", "Post"]

-- Member :: query().has(Member :: TASKS).load(conn)
SELECT "members"."tenant_id", "members"."id", "members"."name" FROM "members" WHERE EXISTS (SELECT "tasks"."tenant_id", "tasks"."member_id" FROM "tasks" WHERE "tasks"."tenant_id" = "members"."tenant_id" AND "tasks"."member_id" = "members"."id") -- binds: []

-- User :: query().with_count(User :: POSTS).load(conn)
SELECT (SELECT COUNT(*) FROM (SELECT "posts"."user_id" FROM "posts" WHERE 1 = 1) AS relations__rows WHERE relations__rows."user_id" = "users"."id"), "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" -- binds: []

-- Post :: query().with_count(Post :: TAGS).load(conn)
SELECT (SELECT COUNT(*) FROM (SELECT "post_tag"."post_id" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE 1 = 1) AS relations__rows WHERE relations__rows."post_id" = "posts"."id"), "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" -- binds: []

-- users :: table.select(User :: POSTS.sum(posts :: votes)).load :: < Option < i64 >> (conn)
SELECT (SELECT SUM(relations__rows.relations__value) FROM (SELECT "posts"."user_id", "posts"."votes" AS relations__value FROM "posts" WHERE 1 = 1) AS relations__rows WHERE relations__rows."user_id" = "users"."id") FROM "users" -- binds: []

-- Post :: query().where_belongs_to(Post :: AUTHOR, & user).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE "posts"."user_id" = $1 -- binds: [1]

-- Post :: query().where_attached_to(Post :: TAGS, [1, 2]).load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE EXISTS (SELECT "post_tag"."post_id" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE (("post_tag"."tag_id" = ANY($1)) AND "post_tag"."post_id" = "posts"."id")) -- binds: [[1, 2]]

-- User :: query().with_where_has(User :: POSTS.filter(posts :: votes.gt(1))).load(conn)
SELECT "users"."id", "users"."name", "users"."boss_id", "users"."country_id" FROM "users" WHERE EXISTS (SELECT "posts"."user_id" FROM "posts" WHERE (("posts"."votes" > $1) AND "posts"."user_id" = "users"."id")) -- binds: [1]
SELECT "posts"."user_id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE (("posts"."votes" > $1) AND ("posts"."user_id" = ANY($2))) -- binds: [1, [1, 2]]

-- user.posts().load(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE "posts"."user_id" = $1 -- binds: [1]

-- user.posts().filter(posts :: votes.eq(0)).or_filter(posts :: title.eq("b")).first(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ((("posts"."votes" = $1) OR ("posts"."title" = $2)) AND "posts"."user_id" = $3) LIMIT $4 -- binds: [0, "b", 1, 1]

-- user.posts().count().get_result :: < i64 > (conn)
SELECT COUNT(*) FROM "posts" WHERE "posts"."user_id" = $1 -- binds: [1]

-- user.posts().filter(posts :: votes.eq(0)).or_filter(posts :: title.eq("b")).exists(conn)
SELECT EXISTS (SELECT 1 FROM "posts" WHERE ((("posts"."votes" = $1) OR ("posts"."title" = $2)) AND "posts"."user_id" = $3)) -- binds: [0, "b", 1]

-- user.best_post().exists(conn)
SELECT EXISTS (SELECT 1 FROM "posts" WHERE ("posts"."id") IN (WITH relations__rows (relations__0, relations__1) AS (SELECT "posts"."id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."votes" DESC, "posts"."id" DESC) FROM "posts" WHERE "posts"."user_id" = $1) SELECT relations__0 FROM relations__rows WHERE relations__1 = 1)) -- binds: [1]

-- user.boss().exists(conn)

-- post.tags().exists(conn)
SELECT EXISTS (SELECT 1 FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE "post_tag"."post_id" = $1) -- binds: [1]

-- post.placed_tags().distinct().exists(conn)
SELECT EXISTS (SELECT 1 FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE "post_tag"."post_id" = $1) -- binds: [1]

-- image.imageable().exists(conn)
SELECT EXISTS (SELECT 1 FROM "posts" WHERE "posts"."id" = $1) -- binds: [1]

-- diesel :: update(user.posts()).set(posts :: votes.eq(1)).execute(conn)
UPDATE "posts" SET "votes" = $1 WHERE "posts"."user_id" = $2 -- binds: [1, 1]

-- diesel :: delete(user.posts().filter(posts :: votes.eq(0))).execute(conn)
DELETE FROM "posts" WHERE (("posts"."votes" = $1) AND "posts"."user_id" = $2) -- binds: [0, 1]

-- user.letters().load(conn)
SELECT "letters"."id", "letters"."text", "letters"."user_id" FROM "letters" WHERE ("letters"."deleted_at" IS NULL) AND ("letters"."user_id" = $1) -- binds: [1]

-- user.best_post().first(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE ("posts"."id") IN (WITH relations__rows (relations__0, relations__1) AS (SELECT "posts"."id", ROW_NUMBER() OVER (PARTITION BY "posts"."user_id" ORDER BY "posts"."votes" DESC, "posts"."id" DESC) FROM "posts" WHERE "posts"."user_id" = $1) SELECT relations__0 FROM relations__rows WHERE relations__1 = 1) LIMIT $2 -- binds: [1, 1]

-- user.boss().first(conn).optional()

-- post.tags().load(conn)
SELECT "tags"."id", "tags"."name" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE "post_tag"."post_id" = $1 -- binds: [1]

-- post.placed_tags().load(conn)
SELECT "tags"."id", "tags"."name", "post_tag"."place" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE "post_tag"."post_id" = $1 -- binds: [1]

-- post.tags().pivots().load :: < (i32, i32, i32)> (conn)
SELECT "post_tag"."post_id", "post_tag"."tag_id", "post_tag"."place" FROM "post_tag" WHERE "post_tag"."post_id" = $1 -- binds: [1]

-- user.images().load(conn)
SELECT "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" FROM "images" WHERE ("images"."imageable_type" = $1) AND ("images"."imageable_id" = $2) -- binds: ["User", 1]

-- image.imageable().first(conn)
SELECT "posts"."id", "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE "posts"."id" = $1 -- binds: [1]

-- member.tasks().load(conn)
SELECT "tasks"."id", "tasks"."tenant_id", "tasks"."member_id" FROM "tasks" WHERE "tasks"."tenant_id" = $1 AND "tasks"."member_id" = $2 -- binds: [1, 1]

-- user.posts().create(votes("new")).execute(conn)
INSERT INTO "posts" ("user_id", "id", "title", "votes") VALUES ($1, $2, $3, $4) -- binds: [1, 9, "new", 1]

-- user.posts().create(votes("new")).get_result(conn)
-- begins transaction 1
INSERT INTO "posts" ("user_id", "id", "title", "votes") VALUES ($1, $2, $3, $4) RETURNING "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" -- binds: [1, 9, "new", 1]
-- commits transaction 1

-- user.posts().create_many([(posts :: id.eq(8), posts :: title.eq("x")), (posts :: id.eq(9), posts :: title.eq("y"))]).get_results(conn)
-- begins transaction 1
INSERT INTO "posts" ("user_id", "id", "title") VALUES ($1, $2, $3), ($4, $5, $6) RETURNING "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" -- binds: [1, 8, "x", 1, 9, "y"]
-- commits transaction 1

-- user.posts().save(& post).execute(conn)
UPDATE "posts" SET "user_id" = $1, "title" = $2, "votes" = $3 WHERE "posts"."id" = $4 -- binds: [1, "a", 5, 1]

-- user.posts().update_many([(1, posts :: title.eq("x")), (2, posts :: title.eq("y"))]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "users" WHERE "users"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
UPDATE "posts" SET "title" = $1 WHERE ("posts"."id" = $2 AND "posts"."user_id" = $3) -- binds: ["x", 1, 1]
UPDATE "posts" SET "title" = $1 WHERE ("posts"."id" = $2 AND "posts"."user_id" = $3) -- binds: ["y", 2, 1]
-- commits transaction 1

-- user.posts().upsert([votes("new")], posts :: id, posts :: title).execute(conn)
-- begins transaction 1
INSERT INTO "posts" ("user_id", "id", "title", "votes") VALUES ($1, $2, $3, $4) ON CONFLICT ("id") DO UPDATE SET "title" = excluded."title" WHERE "posts"."user_id" IS NOT DISTINCT FROM excluded."user_id" -- binds: [1, 9, "new", 1]
-- commits transaction 1

-- user.posts().first_or_create(posts :: title.eq("a"), votes("a")).get_result(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE (("posts"."title" = $1) AND "posts"."user_id" = $2) LIMIT $3 -- binds: ["a", 1, 1]

-- user.posts().first_or_create(posts :: title.eq("q"), votes("q")).get_result(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE (("posts"."title" = $1) AND "posts"."user_id" = $2) LIMIT $3 -- binds: ["q", 1, 1]
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "users" WHERE "users"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE (("posts"."title" = $1) AND "posts"."user_id" = $2) LIMIT $3 -- binds: ["q", 1, 1]
INSERT INTO "posts" ("user_id", "id", "title", "votes") VALUES ($1, $2, $3, $4) RETURNING "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" -- binds: [1, 9, "q", 1]
-- commits transaction 1

-- user.posts().update_or_create(posts :: title.eq("a"), posts :: votes.eq(2), votes("a")).get_result(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE (("posts"."title" = $1) AND "posts"."user_id" = $2) LIMIT $3 -- binds: ["a", 1, 1]
-- begins transaction 1
UPDATE "posts" SET "votes" = $1 WHERE ("posts"."id" = $2 AND "posts"."user_id" = $3) RETURNING "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" -- binds: [2, 1, 1]
-- commits transaction 1

-- user.posts().create_or_first(posts :: title.eq("q"), votes("q")).get_result(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "users" WHERE "users"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
INSERT INTO "posts" ("user_id", "id", "title", "votes") VALUES ($1, $2, $3, $4) RETURNING "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" -- binds: [1, 9, "q", 1]
-- commits transaction 1

-- user.posts().associate([3]).execute(conn)
-- begins transaction 1
UPDATE "posts" SET "user_id" = $1 WHERE ("posts"."id" = ANY($2)) -- binds: [1, [3]]
-- commits transaction 1

-- user.reports().dissociate(2).execute(conn)
-- begins transaction 1
UPDATE "users" SET "boss_id" = NULL WHERE ("users"."id" = ANY($1)) AND "users"."boss_id" = $2 -- binds: [[2], 1]
-- commits transaction 1

-- user.images().create((images :: id.eq(9), images :: url.eq("n"))).get_result(conn)
-- begins transaction 1
INSERT INTO "images" ("imageable_id", "imageable_type", "id", "url") VALUES ($1, $2, $3, $4) RETURNING "images"."id", "images"."url", "images"."imageable_id", "images"."imageable_type" -- binds: [1, "User", 9, "n"]
-- commits transaction 1

-- post.save(conn)
UPDATE "posts" SET "title" = $1, "votes" = $2, "user_id" = $3 WHERE "posts"."id" = $4 -- binds: ["a", 5, 1, 1]

-- post.delete(conn)
DELETE FROM "posts" WHERE "posts"."id" = $1 -- binds: [1]

-- post.clone().refresh(conn)
SELECT "posts"."id", "posts"."title", "posts"."votes", "posts"."user_id" FROM "posts" WHERE "posts"."id" = $1 -- binds: [1]

-- comment.save(conn)
UPDATE "comments" SET "body" = $1, "post_id" = $2, "updated_at" = CURRENT_TIMESTAMP WHERE "comments"."id" = $3 AND NOT (1 = 1 AND "body"::text COLLATE "C" IS NOT DISTINCT FROM rtrim(($4)::text, CASE WHEN pg_typeof("body") = 'bpchar'::regtype THEN ' ' ELSE '' END) AND "post_id" IS NOT DISTINCT FROM ($5)) -- binds: ["x", 1, 1, "x", 1]
SELECT "comments"."id", "comments"."body", "comments"."post_id" FROM "comments" WHERE "comments"."id" = $1 -- binds: [1]

-- thread.touch(conn)
UPDATE "threads" SET "updated_at" = CURRENT_TIMESTAMP WHERE "threads"."id" = $1 -- binds: [1]

-- reply.save(conn)
-- begins transaction 1
UPDATE "replies" SET "body" = $1, "thread_id" = $2 WHERE "replies"."id" = $3 AND NOT (1 = 1 AND "body"::text COLLATE "C" IS NOT DISTINCT FROM rtrim(($4)::text, CASE WHEN pg_typeof("body") = 'bpchar'::regtype THEN ' ' ELSE '' END) AND "thread_id" IS NOT DISTINCT FROM ($5)) -- binds: ["r!", 1, 1, "r!", 1]
UPDATE "threads" SET "updated_at" = CURRENT_TIMESTAMP WHERE ("threads"."id") IN (SELECT "replies"."thread_id" FROM "replies" WHERE "replies"."id" = $1) -- binds: [1]
-- commits transaction 1

-- reply.delete(conn)
-- begins transaction 1
UPDATE "threads" SET "updated_at" = CURRENT_TIMESTAMP WHERE ("threads"."id") IN (SELECT "replies"."thread_id" FROM "replies" WHERE "replies"."id" = $1 FOR UPDATE) -- binds: [1]
DELETE FROM "replies" WHERE "replies"."id" = $1 -- binds: [1]
-- commits transaction 1

-- thread.replies().create((replies :: id.eq(9), replies :: body.eq("s"))).execute(conn)
-- begins transaction 1
INSERT INTO "replies" ("thread_id", "id", "body") VALUES ($1, $2, $3) RETURNING "replies"."id", "replies"."body", "replies"."thread_id" -- binds: [1, 9, "s"]
UPDATE "threads" SET "updated_at" = CURRENT_TIMESTAMP WHERE ("threads"."id") IN (SELECT "replies"."thread_id" FROM "replies" WHERE "replies"."id" = $1) -- binds: [9]
-- commits transaction 1

-- letter.delete(conn)
UPDATE "letters" SET "deleted_at" = CURRENT_TIMESTAMP WHERE "letters"."id" = $1 AND "deleted_at" IS NULL -- binds: [1]

-- letter.restore(conn)
UPDATE "letters" SET "deleted_at" = NULL WHERE "letters"."id" = $1 AND "deleted_at" IS NOT NULL -- binds: [1]

-- letter.force_delete(conn)
DELETE FROM "letters" WHERE "letters"."id" = $1 -- binds: [1]

-- Letter :: query().filter(letters :: id.gt(1)).delete(conn)
UPDATE "letters" SET "deleted_at" = CURRENT_TIMESTAMP WHERE (("letters"."id" > $1) AND "letters"."deleted_at" IS NULL) -- binds: [1]

-- user.letters().force_delete(conn)
DELETE FROM "letters" WHERE (1 = 1) AND ("letters"."user_id" = $1) -- binds: [1]

-- draft.delete(conn)
UPDATE "drafts" SET "deleted" = TRUE WHERE "drafts"."id" = $1 AND "deleted" = FALSE -- binds: [1]

-- draft.restore(conn)
UPDATE "drafts" SET "deleted" = FALSE WHERE "drafts"."id" = $1 AND "deleted" <> FALSE -- binds: [1]

-- Draft :: query().filter(drafts :: id.gt(1)).delete(conn)
UPDATE "drafts" SET "deleted" = TRUE WHERE (("drafts"."id" > $1) AND "drafts"."deleted" = FALSE) -- binds: [1]

-- post.tags().attach([2, 3]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", 1 = 1 FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND ("post_tag"."tag_id" = ANY($2)) -- binds: [1, [2, 3]]
INSERT INTO "post_tag" ("tag_id", "post_id") VALUES ($1, $2) -- binds: [3, 1]
-- commits transaction 1

-- post.tags().attach([(3, post_tag :: place.eq(5))]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", CASE WHEN "post_tag"."tag_id" = $1 THEN "place" IS NOT DISTINCT FROM ($2) ELSE 1 = 1 END FROM "post_tag" WHERE "post_tag"."post_id" = $3 AND "post_tag"."tag_id" = $4 -- binds: [3, 5, 1, 3]
INSERT INTO "post_tag" ("tag_id", "post_id", "place") VALUES ($1, $2, $3) -- binds: [3, 1, 5]
-- commits transaction 1

-- post.tags().attach([3]).allow_duplicates().execute(conn)
INSERT INTO "post_tag" ("tag_id", "post_id") VALUES ($1, $2) -- binds: [3, 1]

-- post.tags().detach([1, 3]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", 1 = 1 FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND ("post_tag"."tag_id" = ANY($2)) -- binds: [1, [1, 3]]
DELETE FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND "post_tag"."tag_id" = $2 -- binds: [1, 1]
-- commits transaction 1

-- post.tags().detach_all().execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", 1 = 1 FROM "post_tag" WHERE "post_tag"."post_id" = $1 ORDER BY "post_tag"."tag_id" -- binds: [1]
DELETE FROM "post_tag" WHERE "post_tag"."post_id" = $1 -- binds: [1]
-- commits transaction 1

-- post.tags().sync([2, 3]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", 1 = 1 FROM "post_tag" WHERE "post_tag"."post_id" = $1 ORDER BY "post_tag"."tag_id" -- binds: [1]
DELETE FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND "post_tag"."tag_id" = $2 -- binds: [1, 1]
INSERT INTO "post_tag" ("tag_id", "post_id") VALUES ($1, $2) -- binds: [3, 1]
-- commits transaction 1

-- post.tags().sync([(1, post_tag :: place.eq(1)), (2, post_tag :: place.eq(1))]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", CASE WHEN "post_tag"."tag_id" = $1 THEN "place" IS NOT DISTINCT FROM ($2) WHEN "post_tag"."tag_id" = $3 THEN "place" IS NOT DISTINCT FROM ($4) ELSE 1 = 1 END FROM "post_tag" WHERE "post_tag"."post_id" = $5 ORDER BY "post_tag"."tag_id" -- binds: [1, 1, 2, 1, 1]
UPDATE "post_tag" SET "place" = $1 WHERE "post_tag"."post_id" = $2 AND "post_tag"."tag_id" = $3 -- binds: [1, 1, 1]
-- commits transaction 1

-- post.tags().sync([3]).without_detaching().execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", 1 = 1 FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND "post_tag"."tag_id" = $2 -- binds: [1, 3]
INSERT INTO "post_tag" ("tag_id", "post_id") VALUES ($1, $2) -- binds: [3, 1]
-- commits transaction 1

-- post.tags().toggle([1, 3]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", 1 = 1 FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND ("post_tag"."tag_id" = ANY($2)) -- binds: [1, [1, 3]]
DELETE FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND "post_tag"."tag_id" = $2 -- binds: [1, 1]
INSERT INTO "post_tag" ("tag_id", "post_id") VALUES ($1, $2) -- binds: [3, 1]
-- commits transaction 1

-- post.tags().update_pivot([1], post_tag :: place.eq(5)).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", "place" IS NOT DISTINCT FROM ($1) FROM "post_tag" WHERE "post_tag"."post_id" = $2 AND "post_tag"."tag_id" = $3 -- binds: [5, 1, 1]
UPDATE "post_tag" SET "place" = $1 WHERE "post_tag"."post_id" = $2 AND "post_tag"."tag_id" = $3 -- binds: [5, 1, 1]
-- commits transaction 1

-- post.tags().create((tags :: id.eq(9), tags :: name.eq("new"))).get_result(conn)
-- begins transaction 1
INSERT INTO "tags" ("id", "name") VALUES ($1, $2) RETURNING "tags"."id", "tags"."name" -- binds: [9, "new"]
INSERT INTO "post_tag" ("tag_id", "post_id") SELECT $1, $2 FROM (SELECT 1) AS relations__row WHERE NOT EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."post_id" = $3 AND "post_tag"."tag_id" = $4) -- binds: [9, 1, 1, 9]
-- commits transaction 1

-- post.tags().create((tags :: id.eq(9), tags :: name.eq("new"))).execute(conn)
-- begins transaction 1
INSERT INTO "tags" ("id", "name") VALUES ($1, $2) RETURNING "tags"."id", "tags"."name" -- binds: [9, "new"]
INSERT INTO "post_tag" ("tag_id", "post_id") SELECT $1, $2 FROM (SELECT 1) AS relations__row WHERE NOT EXISTS (SELECT 1 FROM "post_tag" WHERE "post_tag"."post_id" = $3 AND "post_tag"."tag_id" = $4) -- binds: [9, 1, 1, 9]
-- commits transaction 1

-- post.tags().first_or_create(tags :: name.eq("news"), (tags :: id.eq(9), tags :: name.eq("news"))).get_result(conn)
SELECT "tags"."id", "tags"."name" FROM ("tags" INNER JOIN "post_tag" ON "tags"."id" = "post_tag"."tag_id") WHERE (("tags"."name" = $1) AND "post_tag"."post_id" = $2) LIMIT $3 -- binds: ["news", 1, 1]
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "tags"."id", "tags"."name" FROM "tags" WHERE ("tags"."name" = $1) LIMIT $2 -- binds: ["news", 1]
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "post_tag"."tag_id", 1 = 1 FROM "post_tag" WHERE "post_tag"."post_id" = $1 AND "post_tag"."tag_id" = $2 -- binds: [1, 3]
INSERT INTO "post_tag" ("tag_id", "post_id") VALUES ($1, $2) -- binds: [3, 1]
-- commits transaction 1

-- post.labels().sync([2]).execute(conn)
-- begins transaction 1
SELECT current_setting('transaction_isolation') FROM "posts" WHERE "posts"."id" = $1 FOR NO KEY UPDATE -- binds: [1]
SELECT "labelables"."label_id", 1 = 1 FROM "labelables" WHERE "labelables"."labelable_id" = $1 AND "labelable_type" = $2 ORDER BY "labelables"."label_id" -- binds: [1, "Post"]
DELETE FROM "labelables" WHERE "labelables"."labelable_id" = $1 AND "labelables"."label_id" = $2 AND "labelable_type" = $3 -- binds: [1, 1, "Post"]
INSERT INTO "labelables" ("label_id", "labelable_id", "labelable_type") VALUES ($1, $2, $3) -- binds: [2, 1, "Post"]
-- commits transaction 1

