//! Random writes, each made in the database and in the oracle.

use crate::world::{KnowsRow, World};

/// How many kinds of writes there are.
pub(crate) const KINDS: i32 = 20;

/// The words, each once.
pub(crate) fn once(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    once
}

/// What a write of pivot rows changes: attached, detached and updated; or what an update of them finds.
pub(crate) type Changed = [Vec<String>; 3];

impl World {
    fn is_attached(&self, person: i32, word: &str) -> bool {
        self.knows
            .iter()
            .any(|it| it.person == person && it.word == word)
    }

    fn detach(&mut self, person: i32, words: &[String]) -> Vec<String> {
        let detached: Vec<_> = words
            .iter()
            .filter(|it| self.is_attached(person, it))
            .cloned()
            .collect();
        self.knows
            .retain(|it| it.person != person || !words.contains(&it.word));
        detached
    }

    /// Attaches what is not attached, and gives the grade, if there is one, to what is.
    pub(crate) fn attach(&mut self, person: i32, words: &[String], grade: Option<i32>) -> Changed {
        let [mut attached, mut updated] = [Vec::new(), Vec::new()];
        for word in words {
            if !self.is_attached(person, word) {
                self.knows.push(KnowsRow {
                    person,
                    word: word.clone(),
                    grade,
                });
                attached.push(word.clone());
            } else if grade.is_some() {
                let mut rows = self
                    .knows
                    .iter_mut()
                    .filter(|it| it.person == person && it.word == *word && it.grade != grade);
                if rows.by_ref().map(|it| it.grade = grade).count() > 0 {
                    updated.push(word.clone());
                }
            }
        }
        self.knows.sort();
        [attached, Vec::new(), updated]
    }

    pub(crate) fn sync(
        &mut self,
        person: i32,
        words: &[String],
        grade: Option<i32>,
        detaching: bool,
    ) -> Changed {
        let rows = self
            .knows
            .iter()
            .filter(|it| it.person == person && !words.contains(&it.word));
        let mut others = once(rows.map(|it| it.word.clone()));
        others.sort();
        let detached = if detaching {
            self.detach(person, &others)
        } else {
            Vec::new()
        };
        let [attached, _, updated] = self.attach(person, words, grade);
        [attached, detached, updated]
    }

    pub(crate) fn toggle(&mut self, person: i32, words: &[String]) -> Changed {
        let (there, missing): (Vec<_>, Vec<_>) = words
            .iter()
            .cloned()
            .partition(|it| self.is_attached(person, it));
        let detached = self.detach(person, &there);
        let [attached, ..] = self.attach(person, &missing, None);
        [attached, detached, Vec::new()]
    }

    /// Those that were updated, that had the grade already, and that are not attached.
    pub(crate) fn update_pivot(&mut self, person: i32, words: &[String], grade: i32) -> Changed {
        let (there, missing): (Vec<_>, Vec<_>) = words
            .iter()
            .cloned()
            .partition(|it| self.is_attached(person, it));
        let [_, _, updated] = self.attach(person, &there, Some(grade));
        let unchanged = there
            .into_iter()
            .filter(|it| !updated.contains(it))
            .collect();
        [updated, unchanged, missing]
    }

    pub(crate) fn detach_these(&mut self, person: i32, words: &[String]) -> Changed {
        [Vec::new(), self.detach(person, words), Vec::new()]
    }

    /// The owners of these people are touched.
    pub(crate) fn touch_chiefs(&mut self, numbers: &[i32]) {
        let chiefs = numbers
            .iter()
            .filter_map(|it| self.person(Some(*it)))
            .map(|it| it.chief)
            .collect();
        self.touch(chiefs, numbers);
    }

    /// A key that no item has.
    pub(crate) fn new_serial(&self) -> i32 {
        self.item.iter().map(|it| it.serial).max().unwrap_or(0) + 1
    }
}

/// The writes of one database.
macro_rules! writes {
    ($Connection:ty) => {
        /// Changes both. The answers are what the write returned, and what it had to.
        pub(crate) fn change(kind: i32, conn: &mut $Connection, world: &mut World, random: &mut Random) -> QueryResult<Answers> {
            let Some(PersonRow { number, .. }) = (!world.person.is_empty()).then(|| random.one_of(&world.person).clone()) else {
                return Ok(Answers { question: "nobody".to_owned(), found: Vec::new(), expected: Vec::new() });
            };
            let words = once(random.some(5, KEYS).into_iter().map(word));
            let (grade, worth) = (random.below(4), random.below(9));
            let with_grade = random.percent(50);
            let given = with_grade.then_some(grade);
            let live: Vec<i32> = world.items().map(|it| it.serial).collect();
            let serial = random.one_of(&live).to_owned();
            let serials: Vec<i32> = live.iter().copied().filter(|_| random.percent(20)).collect();
            let person = Person::find(number).first(conn)?;
            let answers = |name: &str, found: String, expected: String| {
                let question = format!("{name}: person = {number}, words = {words:?}, grade = {grade} {with_grade}, worth = {worth}, item = {serial}, items = {serials:?}");
                Ok(Answers { question, found: vec![found], expected: vec![expected] })
            };
            let pivots = |name: &str, found: Changes<String>, expected: Changed| {
                answers(name, format!("{:?}", [found.attached, found.detached, found.updated]), format!("{expected:?}"))
            };
            match kind {
                0 if with_grade => {
                    let found = person.skills().attach(&words).with_pivot(knows::grade.eq(grade)).execute(conn)?;
                    pivots("attach", found, world.attach(number, &words, given))
                }
                0 => pivots("attach", person.skills().attach(&words).execute(conn)?, world.attach(number, &words, None)),
                1 => pivots("detach", person.skills().detach(&words).execute(conn)?, world.detach_these(number, &words)),
                2 if with_grade => {
                    let found = person.skills().sync(&words).with_pivot(knows::grade.eq(grade)).execute(conn)?;
                    pivots("sync", found, world.sync(number, &words, given, true))
                }
                2 => pivots("sync", person.skills().sync(&words).execute(conn)?, world.sync(number, &words, None, true)),
                3 => pivots("toggle", person.skills().toggle(&words).execute(conn)?, world.toggle(number, &words)),
                4 => {
                    let found = person.skills().update_pivot(&words, knows::grade.eq(grade)).execute(conn)?;
                    let found = [found.updated, found.unchanged, found.not_attached];
                    let expected = world.update_pivot(number, &words, grade);
                    answers("update_pivot", format!("{found:?}"), format!("{expected:?}"))
                }
                5 => {
                    let serial = world.new_serial();
                    let values = (item::serial.eq(serial), item::worth.eq(worth), item::realm.eq(0));
                    let created = person.items().create(values).get_result(conn)?;
                    world.item.push(ItemRow { serial, worth, owner: Some(number), realm: 0, slot: None, gone_at: None });
                    world.touch(vec![Some(number)], &[]);
                    answers("create", format!("{} {:?}", created.worth, created.owner), format!("{worth} {:?}", Some(number)))
                }
                6 => {
                    let mut item = Item::find(serial).first(conn)?;
                    item.worth = worth;
                    if with_grade {
                        Item::KEEPER.associate(&mut item, &person);
                    }
                    let saved = item.save(conn)?;
                    let row = world.item.iter_mut().find(|it| it.serial == serial).expect("a live item");
                    let owner = if with_grade { Some(number) } else { row.owner };
                    let changed = (row.worth, row.owner) != (worth, owner);
                    (row.worth, row.owner) = (worth, owner);
                    if changed {
                        world.touch(vec![owner], &[]);
                    }
                    answers("save", saved.to_string(), usize::from(changed).to_string())
                }
                7 => {
                    let moved = person.items().associate(&serials[..]).execute(conn)?;
                    for item in world.item.iter_mut().filter(|it| serials.contains(&it.serial)) {
                        item.owner = Some(number);
                    }
                    if !serials.is_empty() {
                        world.touch(vec![Some(number)], &[]);
                    }
                    answers("associate", moved.to_string(), serials.len().to_string())
                }
                8 => {
                    let is_own = |it: &i32| world.items_of(number).iter().any(|item| item.serial == *it);
                    let serials: Vec<i32> = serials.iter().copied().filter(|it| with_grade || is_own(it)).collect();
                    let found = person.items().dissociate(&serials[..]).execute(conn);
                    // Where one of them is another's, nothing is written.
                    let expected = if serials.iter().all(is_own) { Ok(serials.len()) } else { Err(NotFound) };
                    if expected.is_ok() {
                        for item in world.item.iter_mut().filter(|it| serials.contains(&it.serial)) {
                            item.owner = None;
                        }
                    }
                    answers("dissociate", format!("{found:?}"), format!("{expected:?}"))
                }
                9 => {
                    let own = world.items_of(number).first().map(|it| (it.serial, it.worth)).filter(|_| with_grade);
                    let (serial, expected) = own.unwrap_or((world.new_serial(), worth));
                    let new = (item::serial.eq(serial), item::worth.eq(worth), item::realm.eq(1));
                    let found = person.items().first_or_create(item::serial.eq(serial), new).get_result(conn)?;
                    if own.is_none() {
                        world.item.push(ItemRow { serial, worth, owner: Some(number), realm: 1, slot: None, gone_at: None });
                        world.touch(vec![Some(number)], &[]);
                    }
                    answers("first_or_create", found.worth.to_string(), expected.to_string())
                }
                10 => {
                    let item = Item::find(serial).first(conn)?;
                    let deleted = item.delete(conn)?;
                    let row = world.item.iter_mut().find(|it| it.serial == serial).expect("a live item");
                    row.gone_at = gone();
                    let owner = row.owner;
                    world.touch(vec![owner], &[]);
                    answers("delete softly", deleted.to_string(), "1".to_owned())
                }
                11 => {
                    let chief = random.maybe(KEYS);
                    let changed = (person.level, person.chief) != (given, chief);
                    let saved = Person { level: given, chief, ..person }.save(conn)?;
                    for row in world.person.iter_mut().filter(|it| it.number == number) {
                        (row.level, row.chief) = (given, chief);
                    }
                    if changed {
                        world.touch_chiefs(&[number]);
                    }
                    answers(&format!("save, chief = {chief:?}"), saved.to_string(), usize::from(changed).to_string())
                }
                12 => {
                    let touched = person.touch_owners(conn)?;
                    world.touch_chiefs(&[number]);
                    answers("touch_owners", touched.to_string(), world.touched.len().to_string())
                }
                13 => {
                    let first = world.new_serial();
                    let new: Vec<_> = (first..first + grade).map(|serial| (item::serial.eq(serial), item::worth.eq(worth), item::realm.eq(2))).collect();
                    let created = person.items().create_many(new).execute(conn)?;
                    for serial in first..first + grade {
                        world.item.push(ItemRow { serial, worth, owner: Some(number), realm: 2, slot: None, gone_at: None });
                    }
                    if grade > 0 {
                        world.touch(vec![Some(number)], &[]);
                    }
                    answers("create_many", created.to_string(), grade.to_string())
                }
                14 => {
                    let Some(row) = world.item.iter_mut().find(|it| it.gone_at.is_some()) else {
                        return answers("restore of nothing", String::new(), String::new());
                    };
                    row.gone_at = None;
                    let (serial, owner) = (row.serial, row.owner);
                    let item = Item::query().with_trashed().find(serial).first(conn)?;
                    let restored = item.restore(conn)?;
                    world.touch(vec![owner], &[]);
                    answers("restore", restored.to_string(), "1".to_owned())
                }
                15 => {
                    let n = worth;
                    let mut remark = Remark::find(n).first(conn)?;
                    if with_grade { Remark::ABOUT.associate(&mut remark, &person) } else { Remark::ABOUT.dissociate(&mut remark) };
                    remark.save(conn)?;
                    let row = world.remark.iter_mut().find(|it| it.n == n).expect("a remark");
                    row.about_id = with_grade.then(|| number.to_string());
                    row.about_type = with_grade.then(|| "Person".to_owned());
                    answers("owner in memory", String::new(), String::new())
                }
                16 => {
                    let n = world.remark.len() as i32;
                    person.remarks().create((remark::n.eq(n), remark::points.eq(grade))).execute(conn)?;
                    world.remark.push(RemarkRow { n, about_id: Some(number.to_string()), about_type: Some("Person".to_owned()), points: grade });
                    answers("polymorphic create", String::new(), String::new())
                }
                17 => {
                    let word = word(worth);
                    let new = (skill::word.eq(&word), skill::weight.eq(grade));
                    let found = person.skills().first_or_create(skill::word.eq(&word), new).get_result(conn)?;
                    let at = world.skill.iter().position(|it| it.word >= word).unwrap_or(world.skill.len());
                    if world.skill.get(at).is_none_or(|it| it.word != word) {
                        world.skill.insert(at, SkillRow { word: word.clone(), weight: Some(grade) });
                    }
                    let expected = format!("{:?}", world.skill[at].weight);
                    world.attach(number, &[word], None);
                    answers("first_or_create, many-to-many", format!("{:?}", found.weight), expected)
                }
                18 => {
                    let Some(TownRow { code, .. }) = world.town.first().cloned() else {
                        return answers("no town", String::new(), String::new());
                    };
                    let numbers: Vec<i32> = world.person.iter().map(|it| it.number).filter(|_| random.percent(30)).collect();
                    let town = Town::find(code.clone()).first(conn)?;
                    let moved = town.residents().associate(&numbers[..]).execute(conn)?;
                    for row in world.person.iter_mut().filter(|it| numbers.contains(&it.number)) {
                        row.home = Some(code.clone());
                    }
                    world.touch_chiefs(&numbers);
                    answers(&format!("associate people {numbers:?}"), moved.to_string(), numbers.len().to_string())
                }
                _ => {
                    let found = person.skills().sync(&words).without_detaching().execute(conn)?;
                    pivots("sync without detaching", found, world.sync(number, &words, None, false))
                }
            }
        }
    };
}
pub(crate) use writes;
