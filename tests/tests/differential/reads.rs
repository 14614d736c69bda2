//! Random queries, each asked of the database and of the oracle.

use std::fmt::Debug;

use crate::world::World;

/// The two answers to one question, a line for each row.
#[derive(Debug)]
pub(crate) struct Answers {
    /// What was asked, with its random values.
    pub(crate) question: String,
    pub(crate) found: Vec<String>,
    pub(crate) expected: Vec<String>,
}

/// How many shapes of queries there are.
pub(crate) const SHAPES: i32 = 26;

/// A list as a text.
pub(crate) fn list<T: Debug>(all: impl IntoIterator<Item = T>) -> String {
    format!("{:?}", all.into_iter().collect::<Vec<_>>())
}

/// `found` and `expected` line by line: the rows, and for each what is loaded beside it.
pub(crate) fn lines<T>(
    rows: impl IntoIterator<Item = T>,
    line: impl Fn(T) -> String,
) -> Vec<String> {
    rows.into_iter().map(line).collect()
}

/// The word of each pivot row of a person, with its grade, in the order of both.
pub(crate) fn grades(world: &World, person: i32) -> Vec<(String, Option<i32>)> {
    let skills = world.skills(person).into_iter();
    let mut grades: Vec<_> = skills
        .map(|(knows, skill)| (skill.word.clone(), knows.grade))
        .collect();
    grades.sort();
    grades
}

/// The queries of one database.
macro_rules! reads {
    ($Connection:ty) => {
        pub(crate) fn ask(shape: i32, conn: &mut $Connection, world: &World, random: &mut Random) -> QueryResult<Answers> {
            let (low, key, most) = (random.below(6), random.below(KEYS), random.below(4) as u32);
            let (code, word) = (code(key), word(key));
            let people = || world.person.iter();
            let answers = |name: &str, found, expected| {
                let question = format!("{name}, low = {low}, key = {key}, most = {most}");
                Ok(Answers { question, found, expected })
            };
            match shape {
                0 => {
                    let rows = Town::query()
                        .filter(town::size.ge(low))
                        .order(town::code)
                        .with((Town::RESIDENTS.filter(person::level.ge(1)).order(person::number), Town::NATIVES.order(person::number.desc())))
                        .with_count(Town::RESIDENTS)
                        .load(conn)?;
                    let found = lines(&rows, |it| format!("{} {} {} {}", it.code, list(it.residents.iter().map(|it| it.number)), list(it.natives.iter().map(|it| it.number)), it.residents_count));
                    let towns = world.town.iter().filter(|it| it.size.is_some_and(|size| size >= low));
                    let expected = lines(towns, |it| {
                        let residents = world.residents(&it.code);
                        let some = residents.iter().filter(|it| it.level >= Some(1)).map(|it| it.number);
                        let natives = people().rev().filter(|one| one.birth.as_ref() == Some(&it.code)).map(|it| it.number);
                        format!("{} {} {} {}", it.code, list(some), list(natives), residents.len())
                    });
                    answers("has-many, two relations and a count", found, expected)
                }
                1 => {
                    let rows = Person::query()
                        .order(person::number)
                        .with((Person::RESIDENCE.with(Town::HEAD), Person::ORIGIN, Person::BOSS.with(Person::TEAM.order(person::number))))
                        .load(conn)?;
                    let found = lines(&rows, |it| {
                        let residence = it.residence.as_ref().map(|town| (&town.code, town.head.as_ref().map(|it| it.number)));
                        let boss = it.boss.as_ref().map(|boss| (boss.number, list(boss.team.iter().map(|it| it.number))));
                        format!("{} {residence:?} {:?} {boss:?}", it.number, it.origin.as_ref().map(|it| &it.code))
                    });
                    let expected = lines(people(), |it| {
                        let residence = world.town(it.home.as_deref()).map(|town| (&town.code, world.person(town.mayor).map(|it| it.number)));
                        let boss = world.person(it.chief).map(|boss| (boss.number, list(world.team(boss.number).iter().map(|it| it.number))));
                        format!("{} {residence:?} {:?} {boss:?}", it.number, world.town(it.birth.as_deref()).map(|it| &it.code))
                    });
                    answers("belongs-to, nested", found, expected)
                }
                2 => {
                    let rows = Town::query().order(town::code).with(Town::HIGHEST.with(Person::CHEAPEST)).load(conn)?;
                    let found = lines(&rows, |it| {
                        let highest = it.highest.as_ref().map(|it| (it.number, it.cheapest.as_ref().map(|it| it.serial)));
                        format!("{} {highest:?}", it.code)
                    });
                    let expected = lines(&world.town, |it| {
                        let highest = world.residents(&it.code).into_iter().max_by_key(|it| (it.level, it.number));
                        let highest = highest.map(|it| {
                            let cheapest = world.items_of(it.number).into_iter().min_by_key(|it| (it.worth, it.serial));
                            (it.number, cheapest.map(|it| it.serial))
                        });
                        format!("{} {highest:?}", it.code)
                    });
                    answers("one of many", found, expected)
                }
                3 => {
                    let rows = Town::query().order(town::code).with(Town::GOODS.filter(item::worth.ge(low)).order(item::serial).with(Item::KEEPER)).with_count(Town::GOODS).load(conn)?;
                    let found = lines(&rows, |it| format!("{} {} {}", it.code, list(it.goods.iter().map(|it| (it.serial, it.keeper.as_ref().map(|it| it.number)))), it.goods_count));
                    let expected = lines(&world.town, |it| {
                        let mut goods: Vec<_> = world.residents(&it.code).iter().flat_map(|it| world.items_of(it.number)).collect();
                        goods.sort_by_key(|it| it.serial);
                        let some = goods.iter().filter(|it| it.worth >= low).map(|it| (it.serial, it.owner));
                        format!("{} {} {}", it.code, list(some), goods.len())
                    });
                    answers("through", found, expected)
                }
                4 => {
                    let rows = Person::query()
                        .filter(person::number.ge(low))
                        .order(person::number)
                        .with((Person::SKILLS.filter(skill::weight.ge(low)).order(skill::word), Person::GRADED.order(skill::word)))
                        .with_count(Person::SKILLS)
                        .load(conn)?;
                    let found = lines(&rows, |it| {
                        let mut graded: Vec<_> = it.graded.iter().map(|it| (it.word.clone(), it.pivot.grade)).collect();
                        graded.sort();
                        format!("{} {} {graded:?} {}", it.number, list(it.skills.iter().map(|it| &it.word)), it.skills_count)
                    });
                    let expected = lines(people().filter(|it| it.number >= low), |it| {
                        let skills = world.skills(it.number);
                        let mut some: Vec<_> = skills.iter().filter(|(_, skill)| skill.weight.is_some_and(|it| it >= low)).map(|(_, it)| &it.word).collect();
                        some.sort();
                        format!("{} {} {:?} {}", it.number, list(some), grades(world, it.number), skills.len())
                    });
                    answers("many-to-many with pivot rows", found, expected)
                }
                5 => {
                    let rows = Skill::query().order(skill::word).with(Skill::PEOPLE.filter(knows::grade.ge(1)).order(person::number).with((Person::ITEMS.order(item::serial), Person::RESIDENCE))).load(conn)?;
                    let found = lines(&rows, |it| format!("{} {}", it.word, list(it.people.iter().map(|it| (it.number, it.residence.as_ref().map(|it| &it.code), it.items.len())))));
                    let expected = lines(&world.skill, |it| {
                        let people = world.people(&it.word).into_iter().filter(|(knows, _)| knows.grade >= Some(1));
                        let mut people: Vec<_> = people.map(|(_, it)| it).collect();
                        people.sort_by_key(|it| it.number);
                        format!("{} {}", it.word, list(people.iter().map(|it| (it.number, world.town(it.home.as_deref()).map(|it| &it.code), world.items_of(it.number).len()))))
                    });
                    answers("many-to-many, the other side, shared rows without Clone", found, expected)
                }
                6 => {
                    let rows = Person::query()
                        .order(person::number)
                        .with((Person::ITEMS.order((item::worth.desc(), item::serial)).limit(most).offset(1), Person::TEAM.order(person::number).limit(most)))
                        .load(conn)?;
                    let found = lines(&rows, |it| format!("{} {} {}", it.number, list(it.items.iter().map(|it| it.serial)), list(it.team.iter().map(|it| it.number))));
                    let expected = lines(people(), |it| {
                        let mut items = world.items_of(it.number);
                        items.sort_by_key(|it| (-it.worth, it.serial));
                        let items = items.iter().skip(1).take(most as usize).map(|it| it.serial);
                        format!("{} {} {}", it.number, list(items), list(world.team(it.number).iter().take(most as usize).map(|it| it.number)))
                    });
                    answers("limits per parent", found, expected)
                }
                7 => {
                    let rows = Chest::query().order((chest::realm, chest::slot)).with(Chest::CONTENTS.order(item::serial).with(Item::INSIDE)).with_count(Chest::CONTENTS.filter(item::worth.gt(low))).load(conn)?;
                    let found = lines(&rows, |it| {
                        let contents = it.contents.iter().map(|it| (it.serial, it.inside.as_ref().map(|it| (it.realm, it.slot))));
                        format!("{} {} {} {}", it.realm, it.slot, list(contents), it.contents_count)
                    });
                    let expected = lines(&world.chest, |it| {
                        let contents = world.contents(it);
                        let all = contents.iter().map(|item| (item.serial, Some((it.realm, it.slot))));
                        format!("{} {} {} {}", it.realm, it.slot, list(all), contents.iter().filter(|it| it.worth > low).count())
                    });
                    answers("keys of two columns", found, expected)
                }
                8 => {
                    let owners = Remark::ABOUT.with_person(Person::SKILLS.order(skill::word)).with_town(Town::HEAD);
                    let rows = Remark::query().filter(remark::points.lt(low)).order(remark::n).with(owners).load(conn)?;
                    let found = lines(&rows, |it| match &it.about {
                        Some(About::Person(it)) => format!("{} {}", it.number, list(it.skills.iter().map(|it| &it.word))),
                        Some(About::Town(it)) => format!("{} {:?}", it.code, it.head.as_ref().map(|it| it.number)),
                        None => "none".to_owned(),
                    });
                    let expected = lines(world.remark.iter().filter(|it| it.points < low), |it| match it.about_type.as_deref() {
                        Some("Person") => world.person(it.about_id.as_ref().and_then(|it| it.parse().ok())).map(|it| {
                            format!("{} {}", it.number, list(grades(world, it.number).iter().map(|it| &it.0)))
                        }),
                        Some(_) => world.town(it.about_id.as_deref()).map(|it| format!("{} {:?}", it.code, world.person(it.mayor).map(|it| it.number))),
                        None => None,
                    }.unwrap_or("none".to_owned()));
                    answers("owners by ids that are texts", found, expected)
                }
                9 => {
                    let rows = Stamp::query().order(stamp::n).with(Stamp::ON.lenient()).load(conn)?;
                    let found = lines(&rows, |it| match &it.on {
                        Some(On::Person(it)) => format!("person {}", it.number),
                        Some(On::Item(it)) => format!("item {}", it.serial),
                        None => "none".to_owned(),
                    });
                    let expected = lines(&world.stamp, |it| match it.on_type.as_str() {
                        "Person" => world.person(Some(it.on_id)).map(|it| format!("person {}", it.number)),
                        _ => world.items().find(|item| item.serial == it.on_id).map(|it| format!("item {}", it.serial)),
                    }.unwrap_or("none".to_owned()));
                    answers("owners, trashed ones among them", found, expected)
                }
                10 => {
                    let rows = Person::query().order(person::number).with((Person::REMARKS.filter(remark::points.ge(low)).order(remark::n), Person::STAMPS.order(stamp::n))).load(conn)?;
                    let found = lines(&rows, |it| format!("{} {} {}", it.number, list(it.remarks.iter().map(|it| it.n)), list(it.stamps.iter().map(|it| it.n))));
                    let expected = lines(people(), |it| {
                        let remarks = world.remarks("Person", &it.number.to_string()).into_iter().filter(|it| it.points >= low);
                        format!("{} {} {}", it.number, list(remarks.map(|it| it.n)), list(world.stamps("Person", it.number).iter().map(|it| it.n)))
                    });
                    answers("polymorphic has-many", found, expected)
                }
                11 => {
                    let rich = Person::ITEMS.filter(item::worth.gt(low)).exists();
                    let led = Person::BOSS.filter(Person::SKILLS.exists()).exists();
                    let rows = Person::query().filter(rich.or(led)).order(person::number).load(conn)?;
                    let found = lines(&rows, |it| it.number.to_string());
                    let expected = people().filter(|it| {
                        world.items_of(it.number).iter().any(|it| it.worth > low)
                            || world.person(it.chief).is_some_and(|it| !world.skills(it.number).is_empty())
                    });
                    answers("existence, nested", found, lines(expected, |it| it.number.to_string()))
                }
                12 => {
                    let rows = Town::query().doesnt_have(Town::RESIDENTS.filter(Person::TREASURES.exists())).has(Town::REMARKS).order(town::code).load(conn)?;
                    let found = lines(&rows, |it| it.code.clone());
                    let expected = world.town.iter().filter(|it| {
                        let treasure = |it: &&PersonRow| world.items_of(it.number).iter().any(|it| it.worth >= 5);
                        !world.residents(&it.code).iter().any(treasure) && !world.remarks("Town", &it.code).is_empty()
                    });
                    answers("absence", found, lines(expected, |it| it.code.clone()))
                }
                13 => {
                    let number = i64::from(most);
                    let rows = Person::query().filter(Person::TEAM.count().ge(number).and(Person::SKILLS.count().ne(number))).order(person::number).load(conn)?;
                    let found = lines(&rows, |it| it.number.to_string());
                    let expected = people().filter(|it| world.team(it.number).len() >= most as usize && world.skills(it.number).len() != most as usize);
                    answers("counts as conditions", found, lines(expected, |it| it.number.to_string()))
                }
                14 => {
                    let items = Person::ITEMS.filter(item::worth.ge(low));
                    let rows = person::table.order(person::number).select((person::number, items.sum(item::worth), Person::ITEMS.min(item::worth), Person::TREASURES.max(item::serial), Person::SKILLS.sum(knows::grade)));
                    let rows = rows.load::<(i32, Option<i64>, Option<i32>, Option<i32>, Option<i64>)>(conn)?;
                    let expected = lines(people(), |it| {
                        let items = world.items_of(it.number);
                        let worth: Vec<_> = items.iter().map(|it| i64::from(it.worth)).filter(|it| *it >= i64::from(low)).collect();
                        let grades: Vec<_> = world.skills(it.number).iter().filter_map(|it| it.0.grade).map(i64::from).collect();
                        let sum = |all: &[i64]| (!all.is_empty()).then(|| all.iter().sum::<i64>());
                        let treasures = items.iter().filter(|it| it.worth >= 5);
                        format!("{:?}", (it.number, sum(&worth), items.iter().map(|it| it.worth).min(), treasures.map(|it| it.serial).max(), sum(&grades)))
                    });
                    answers("aggregates", lines(rows, |it| format!("{it:?}")), expected)
                }
                15 => {
                    let Some(first) = world.person(Some(key)) else { return answers("nobody", Vec::new(), Vec::new()) };
                    let person = Person::find(key).first(conn)?;
                    let either = person.items().filter(item::worth.lt(low)).or_filter(item::slot.is_null()).order(item::serial).with(Item::INSIDE);
                    let mut found = lines(&either.load(conn)?, |it| format!("{} {}", it.serial, it.inside.is_some()));
                    found.push(person.team().count().get_result::<i64>(conn)?.to_string());
                    found.push(format!("{:?}", person.residence().first(conn).optional()?.map(|it| it.code)));
                    let items = world.items_of(key).into_iter().filter(|it| it.worth < low || it.slot.is_none());
                    let mut expected = lines(items, |it| format!("{} {}", it.serial, world.chest.iter().any(|chest| chest.realm == it.realm && Some(chest.slot) == it.slot)));
                    expected.push(world.team(key).len().to_string());
                    expected.push(format!("{:?}", world.town(first.home.as_deref()).map(|it| it.code.clone())));
                    answers("relations of one row", found, expected)
                }
                16 => {
                    let Some(_) = world.person(Some(key)) else { return answers("nobody", Vec::new(), Vec::new()) };
                    let person = Person::find(key).first(conn)?;
                    let skills = person.skills().filter(knows::grade.le(low)).order(skill::word).load(conn)?;
                    let mut found = lines(&skills, |it| it.word.clone());
                    found.push(format!("{:?}", person.remarks().order(remark::n.desc()).first(conn).optional()?.map(|it| it.n)));
                    let mut expected: Vec<_> = world.skills(key).iter().filter(|(knows, _)| knows.grade.is_some_and(|it| it <= low)).map(|it| it.1.word.clone()).collect();
                    expected.sort();
                    expected.push(format!("{:?}", world.remarks("Person", &key.to_string()).last().map(|it| it.n)));
                    answers("many-to-many of one row", found, expected)
                }
                17 => {
                    let rows = Person::query().filter(person::level.ne(low)).order(person::number).load(conn)?;
                    let rows = rows.load_related((Person::ITEMS.order(item::serial), Person::BOSS), conn)?.load_count(Person::TEAM, conn)?;
                    let found = lines(&rows, |it| format!("{} {} {:?} {}", it.number, list(it.items.iter().map(|it| it.serial)), it.boss.as_ref().map(|it| it.number), it.team_count));
                    let some = people().filter(|it| it.level.is_some_and(|it| it != low));
                    let expected = lines(some, |it| format!("{} {} {:?} {}", it.number, list(world.items_of(it.number).iter().map(|it| it.serial)), world.person(it.chief).map(|it| it.number), world.team(it.number).len()));
                    answers("relations of rows that are loaded already", found, expected)
                }
                18 => {
                    let towns = Town::query().filter(town::size.le(low)).load(conn)?;
                    let rows = Person::query().where_belongs_to(Person::RESIDENCE, &towns).order(person::number).load(conn)?;
                    let mut found = lines(&rows, |it| it.number.to_string());
                    let rows = Person::query().where_attached_to(Person::SKILLS, word.as_str()).order(person::number).load(conn)?;
                    found.extend(lines(&rows, |it| it.number.to_string()));
                    let small = people().filter(|it| world.town(it.home.as_deref()).is_some_and(|it| it.size.is_some_and(|it| it <= low)));
                    let mut expected = lines(small, |it| it.number.to_string());
                    let attached = people().filter(|it| world.skills(it.number).iter().any(|it| it.1.word == word));
                    expected.extend(lines(attached, |it| it.number.to_string()));
                    answers("by owner and by attached row", found, expected)
                }
                19 => {
                    let people = Person::query().filter(person::number.le(low)).load(conn)?;
                    let rows = Remark::query().filter(Remark::ABOUT.morphed_to(&people)).order(remark::n).load(conn)?;
                    let mut found = lines(&rows, |it| it.n.to_string());
                    let rows = Remark::query().filter(Remark::ABOUT.town().filter(town::code.ne(code.as_str())).exists()).order(remark::n).load(conn)?;
                    found.extend(lines(&rows, |it| it.n.to_string()));
                    let is = |it: &RemarkRow, name: &str| it.about_type.as_deref() == Some(name);
                    let some = world.remark.iter().filter(|it| {
                        is(it, "Person") && world.person(it.about_id.as_ref().and_then(|it| it.parse().ok())).is_some_and(|it| it.number <= low)
                    });
                    let mut expected = lines(some, |it| it.n.to_string());
                    let others = world.remark.iter().filter(|it| is(it, "Town") && world.town(it.about_id.as_deref()).is_some_and(|it| it.code != code));
                    expected.extend(lines(others, |it| it.n.to_string()));
                    answers("conditions on owners of several models", found, expected)
                }
                20 => {
                    let page = Person::query().order(person::number).with(Person::ITEMS.order(item::serial)).paginate(most + 1, 3).load(conn)?;
                    let mut found = lines(&page.rows, |it| format!("{} {}", it.number, list(it.items.iter().map(|it| it.serial))));
                    found.push(page.total.to_string());
                    let rows = people().skip(3 * most as usize).take(3);
                    let mut expected = lines(rows, |it| format!("{} {}", it.number, list(world.items_of(it.number).iter().map(|it| it.serial))));
                    expected.push(world.person.len().to_string());
                    answers("a page", found, expected)
                }
                21 => {
                    let rows = Person::query().with_where_has(Person::ITEMS.filter(item::worth.ge(low)).order(item::serial)).order(person::number).load(conn)?;
                    let found = lines(&rows, |it| format!("{} {}", it.number, list(it.items.iter().map(|it| it.serial))));
                    let rich = |number: i32| world.items_of(number).into_iter().filter(|it| it.worth >= low).map(|it| it.serial).collect::<Vec<_>>();
                    let expected = lines(people().filter(|it| !rich(it.number).is_empty()), |it| format!("{} {:?}", it.number, rich(it.number)));
                    answers("filtered by what is loaded", found, expected)
                }
                22 => {
                    let goods = Town::GOODS.filter(item::worth.ge(low));
                    let rows = town::table.filter(goods.exists().or(Town::HEAD.exists())).order(town::code).select((town::code, goods.count(), Town::GOODS.max(item::worth)));
                    let rows = rows.load::<(String, i64, Option<i32>)>(conn)?;
                    let expected = world.town.iter().filter_map(|it| {
                        let goods: Vec<_> = world.residents(&it.code).iter().flat_map(|it| world.items_of(it.number)).map(|it| it.worth).collect();
                        let count = goods.iter().filter(|it| **it >= low).count();
                        (count > 0 || world.person(it.mayor).is_some()).then(|| format!("{:?}", (&it.code, count, goods.iter().max())))
                    });
                    answers("existence and aggregates through", lines(rows, |it| format!("{it:?}")), expected.collect())
                }
                23 => {
                    let mut batches = Person::query().with(Person::TEAM.order(person::number)).batches(most + 1);
                    let mut found = Vec::new();
                    while let Some(rows) = batches.next(conn)? {
                        found.extend(lines(&rows, |it| format!("{} {}", it.number, list(it.team.iter().map(|it| it.number)))));
                    }
                    let expected = lines(people(), |it| format!("{} {}", it.number, list(world.team(it.number).iter().map(|it| it.number))));
                    answers("batches", found, expected)
                }
                24 => {
                    let rows = Item::query().only_trashed().order(item::serial).load(conn)?;
                    let mut found = lines(&rows, |it| it.serial.to_string());
                    let rows = Person::query().order(person::number).with(Person::ITEMS.with_trashed().order(item::serial)).load(conn)?;
                    found.extend(lines(&rows, |it| format!("{} {}", it.number, list(it.items.iter().map(|it| it.serial)))));
                    let mut expected = lines(world.item.iter().filter(|it| it.gone_at.is_some()), |it| it.serial.to_string());
                    expected.extend(lines(people(), |it| format!("{} {}", it.number, list(world.item.iter().filter(|item| item.owner == Some(it.number)).map(|it| it.serial)))));
                    answers("trashed rows", found, expected)
                }
                _ => {
                    let rows = Chest::query()
                        .order((chest::realm, chest::slot))
                        .with(Chest::CONTENTS.filter(Item::KEEPER.exists()).order(item::serial).with(Item::KEEPER.with((Person::TREASURES.order(item::serial), Person::RESIDENCE.with(Town::HIGHEST)))))
                        .load(conn)?;
                    let found = lines(&rows, |it| list(it.contents.iter().map(|it| (it.serial, it.keeper.as_ref().map(|it| {
                        let treasures = list(it.treasures.iter().map(|it| it.serial));
                        (it.number, treasures, it.residence.as_ref().map(|it| (it.code.clone(), it.highest.as_ref().map(|it| it.number))))
                    })))));
                    let expected = lines(&world.chest, |it| {
                        let contents = world.contents(it).into_iter().filter_map(|it| Some((it.serial, world.person(it.owner)?)));
                        list(contents.map(|(serial, it)| {
                            let treasures = list(world.items_of(it.number).iter().filter(|it| it.worth >= 5).map(|it| it.serial));
                            let highest = |code: &str| world.residents(code).into_iter().max_by_key(|it| (it.level, it.number)).map(|it| it.number);
                            (serial, Some((it.number, treasures, world.town(it.home.as_deref()).map(|it| (it.code.clone(), highest(&it.code))))))
                        }))
                    });
                    answers("five levels", found, expected)
                }
            }
        }
    };
}
pub(crate) use reads;
