//! Plurals of English nouns, as tables are called: a short table of rules instead of a library, because every user
//! compiles it.

/// Words that have one form.
const SAME: &[&str] = &[
    "advice",
    "aircraft",
    "analytics",
    "audio",
    "cash",
    "chassis",
    "clothing",
    "commerce",
    "corps",
    "data",
    "debris",
    "energy",
    "equipment",
    "expertise",
    "feedback",
    "firmware",
    "hardware",
    "headquarters",
    "health",
    "homework",
    "information",
    "jeans",
    "machinery",
    "mail",
    "media",
    "men",
    "metadata",
    "moose",
    "music",
    "news",
    "personnel",
    "police",
    "premises",
    "research",
    "rice",
    "salmon",
    "scissors",
    "series",
    "shrimp",
    "software",
    "species",
    "staff",
    "traffic",
    "transportation",
    "trout",
    "tuna",
    "wealth",
    "welfare",
    "wildlife",
    "women",
];

/// Ends of words, and what stands in their place. The first that fits counts.
const ENDS: &[(&str, &str)] = &[
    // One form for both.
    ("deer", "deer"),
    ("fish", "fish"),
    ("sheep", "sheep"),
    ("people", "people"),
    ("children", "children"),
    ("mice", "mice"),
    ("ese", "ese"),
    // Of their own.
    ("person", "people"),
    ("child", "children"),
    ("woman", "women"),
    ("human", "humans"),
    ("roman", "romans"),
    ("german", "germans"),
    ("shaman", "shamans"),
    ("talisman", "talismans"),
    ("man", "men"),
    ("mouse", "mice"),
    ("goose", "geese"),
    ("tooth", "teeth"),
    ("foot", "feet"),
    ("quiz", "quizzes"),
    ("movie", "movies"),
    ("proof", "proofs"),
    ("roof", "roofs"),
    ("belief", "beliefs"),
    ("brief", "briefs"),
    ("chief", "chiefs"),
    ("knife", "knives"),
    ("wife", "wives"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("leaf", "leaves"),
    ("thief", "thieves"),
    ("half", "halves"),
    ("calf", "calves"),
    ("shelf", "shelves"),
    ("self", "selves"),
    ("elf", "elves"),
    ("wolf", "wolves"),
    ("scarf", "scarves"),
    ("wharf", "wharves"),
    ("dwarf", "dwarves"),
    ("hoof", "hooves"),
    ("hero", "heroes"),
    ("echo", "echoes"),
    ("potato", "potatoes"),
    ("tomato", "tomatoes"),
    ("torpedo", "torpedoes"),
    ("volcano", "volcanoes"),
    ("mosquito", "mosquitoes"),
    ("tornado", "tornadoes"),
    ("criterion", "criteria"),
    ("phenomenon", "phenomena"),
    ("automaton", "automata"),
    ("medium", "media"),
    ("datum", "data"),
    ("bacterium", "bacteria"),
    ("curriculum", "curricula"),
    ("millennium", "millennia"),
    ("addendum", "addenda"),
    ("erratum", "errata"),
    ("stratum", "strata"),
    ("symposium", "symposia"),
    ("alumnus", "alumni"),
    ("cactus", "cacti"),
    ("focus", "foci"),
    ("fungus", "fungi"),
    ("locus", "loci"),
    ("nucleus", "nuclei"),
    ("radius", "radii"),
    ("stimulus", "stimuli"),
    ("syllabus", "syllabi"),
    ("terminus", "termini"),
    ("alga", "algae"),
    ("alumna", "alumnae"),
    ("vertebra", "vertebrae"),
    ("matrix", "matrices"),
    ("appendix", "appendices"),
    ("vertex", "vertices"),
    ("index", "indices"),
    ("codex", "codices"),
    ("axis", "axes"),
    ("testis", "testes"),
    ("iris", "irises"),
    ("sis", "ses"),
    ("menu", "menus"),
    ("gas", "gases"),
    ("atlas", "atlases"),
    ("canvas", "canvases"),
    ("alias", "aliases"),
    ("bias", "biases"),
    ("lens", "lenses"),
    // By sound.
    ("ss", "sses"),
    ("us", "uses"),
    ("sh", "shes"),
    ("ch", "ches"),
    ("x", "xes"),
    ("zz", "zzes"),
    ("quy", "quies"),
    // Plural as it is.
    ("s", "s"),
];

/// `category` → `categories`, `news` → `news`: the plural of a lower-case word. A plural stays what it is.
pub(crate) fn plural(word: &str) -> String {
    if SAME.contains(&word) {
        return word.to_owned();
    }
    // These end like others that are different.
    match word {
        "ox" => return "oxen".to_owned(),
        "die" => return "dice".to_owned(),
        "louse" => return "lice".to_owned(),
        "bus" => return "buses".to_owned(),
        _ => {}
    }
    for (end, plural) in ENDS {
        if let Some(stem) = word.strip_suffix(end) {
            return format!("{stem}{plural}");
        }
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    /// A name of models, singular or plural.
    const WORDS: &str = "
        account achievement action activity actor address admin advice agency agent agreement aircraft album alert alias allergy
        alumna alumnus analysis analytics animal answer api appendix application appointment approval area arena argument army
        article artist aspect asset assignment atlas attachment attempt attribute auction audience audio audit author
        automaton avatar award axis backup badge balance bank banner basis batch battery beach belief benefit bias bid bike bill
        birth block blog board boat body bonus book booking bookmark boss bounty box branch brand brief browser brush budget bug
        building bus business buy button cache cactus calendar calf camera campaign candidate canvas capacity car card career
        cargo cart case cash cast catalog category cell census century certificate chain challenge channel chapter character
        charge chassis chat chef chief child choice church circle citizen city claim class classroom clause client clinic
        clothing club code coffee collection colony color column comment commerce commit committee community company component
        computer condition conference config connection constraint contact container content contest contract contribution
        cookie copy corps cost country coupon course court cover coworker crate credential credit crew crisis criterion
        currency curriculum customer cycle dashboard data database dataset date datum day deadline deal death debris decision
        deer default delivery demo department dependency deposit depot description design desk destination detail developer
        device diagnosis dictionary die difference dimension direction directory disease dish disk district diver doctor
        document domain donation door download draft drama driver drug duty dwarf dynasty echo edge edition editor education
        effect election element elf ellipsis email embargo embassy emotion employee employer energy engine entity entry
        enum environment episode equipment error essay estimate evaluation event exam example exception exchange exercise
        expense experience expertise export expression facility factory failure family fan feature fee feed feedback field
        figure file filter firm firmware fish flag flight floor flow focus folder follow follower foot forecast form format
        formula forum foundation framework frequency friend friendship function fungus gallery game gas gateway gene genre
        gift girl glass goal goose grade grant graph group guest guide guild gym habit half hardware hash headquarters health
        hero highlight hike history hobby hoof holiday home homework hook horse hospital host hotel hour house human hypothesis
        icon idea identity image import incident income index industry information ingredient inquiry instance institution
        instrument insurance integration interest interface interview inventory investment invitation invoice issue item
        jeans job journal journey judge key keyword kit knife lab label language layer league lease lecture leaf ledger lens
        lesson letter level library license life like line link list listing loaf loan locale location lock locus log
        loss machine machinery mail man manager map mapping market mass match material matrix meal measure media medium meeting
        member membership memory mention menu merchant message metadata method metric milestone millennium minute mission
        model module moment money month moose motif motion mouse movie museum music name nation need network news node note notice
        notification nucleus number oasis object offer office operation operator opinion option orchestra order organization
        origin outcome outfit output owner ox package page painting pair panel parameter parent park parking part participant
        partner party pass passenger password patch patient pattern payment payroll peer penalty permission person personnel
        phase phenomenon phone photo phrase piano picture piece pixel place plan plane plant platform play player playlist plot
        plugin podcast point police policy poll pool portfolio position post potato practice prediction preference premises
        prescription presentation price prize problem procedure process product profile program project promotion proof
        property proposal provider province proxy publication publisher purchase purpose quality quantity query quest question
        queue quiz quota quote race radio radius range rank rate ratio reaction reader receipt recipe record recruiter
        referral refund region registration relation release reminder rental repair replica reply report repository
        request requirement research reservation resource response restaurant result resume return revenue review revision
        reward rice ride role roof room route row rule run salary sale salmon sample scarf scene schedule schema school scissors
        score screen script search season seat secret section sector sector sector segment selection self seller semester sense
        sensor sentence series server service session setting settings sheep shelf shift ship shipment shop show shrimp signal
        signature site size skill slide slot snapshot software solution song source space species speech sponsor sport staff
        stage standard station statistic status step stimulus stock storage store story strategy stratum stream street strike
        student studio study style subject submission subscriber subscription suite summary supplier survey syllabus symbol
        synopsis syntax system table tag target task tax taxi team template tenant term terminus test theme thesis thief thing
        thread threshold ticket tier time timeline timezone title today token tomato tool tooth topic torpedo total tournament
        tornado track trade traffic training transaction transcript transfer translation transport transportation trial trigger
        trip trout truck trust tuna tutorial type unit university update upload use user username vacancy vaccine value variant
        vehicle vendor venue verse version vertebra vertex veto video view village virtue virus visit visitor vote voucher
        volcano waitlist wallet warehouse watch wealth website webhook wedding week welfare wharf wheel widget wife wildlife
        window winner wish wolf woman word work worker workflow workout workspace world year zone
        accounts addresses boxes categories children cities companies countries data heroes indices matches
        media men mice movies people photos posts statuses users women
    ";

    /// Words of which the library makes what nobody calls a table: `viri`, `schemata`, `monies`.
    const BETTER: &[&str] = &[
        "bias", "feedback", "lens", "medium", "money", "schema", "virus",
    ];

    #[test]
    fn plurals_are_those_of_a_library() {
        let words = WORDS
            .split_whitespace()
            .filter(|word| !BETTER.contains(word));
        let different: Vec<_> = words
            .map(|word| (word, plural(word), pluralizer::pluralize(word, 2, false)))
            .filter(|(_, ours, theirs)| ours != theirs)
            .collect();
        assert!(different.is_empty(), "{different:#?}");
    }

    #[test]
    fn words_of_which_the_library_makes_something_odd() {
        let plurals: Vec<_> = BETTER.iter().map(|word| plural(word)).collect();
        let expected = [
            "biases", "feedback", "lenses", "media", "moneys", "schemas", "viruses",
        ];
        assert_eq!(plurals, expected);
    }
}
