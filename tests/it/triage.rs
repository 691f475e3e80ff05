//! The guided way: proved on the data built in, and its proof proved by data that is wrong on purpose.

use lykt::answer::{Desk, LONGEST, State};
use lykt::channels::json::Response;
use lykt::channels::terminal::Terminal;
use lykt::folder::Folder;
use lykt::model::Lang;
use lykt::text::Message;
use lykt::triage::{mermaid, verify, verify_in};
use proptest::prelude::*;

#[cfg(feature = "kiosk")]
use crate::help::guided;
use crate::help::{Buttons, engine, guided_to, place, root, tuesday};

#[test]
fn nobody_is_led_the_wrong_way() {
    let report = verify(engine().desk());
    assert_eq!(report.violations, Vec::new());
    assert!(report.states > 4000 && report.paths > 2000, "{report}");
    assert!(report.taps <= 3 && report.longest <= LONGEST, "{report}");
}

/// A change of the data that would send somebody the wrong way: in which file, what becomes what, and the words that name it.
struct Mutation {
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    caught: &'static str,
}

const fn mutation(
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    caught: &'static str,
) -> Mutation {
    Mutation {
        name,
        file,
        from,
        to,
        caught,
    }
}

const WAY: &str = "triage.toml";

/// Files with a language in their path are catalogues, the others are of the directory.
const MUTATIONS: [Mutation; 34] = [
    // The graph.
    mutation(
        "an edge is dropped",
        WAY,
        "{ say = \"guide-young\", to = \"young\" },",
        "",
        "steps.young: no choice leads to this step",
    ),
    mutation(
        "an edge leads nowhere",
        WAY,
        "to = \"violence\" },\n    { say = \"guide-sexual\"",
        "to = \"violens\" },\n    { say = \"guide-sexual\"",
        "there is no step called \"violens\" (do you mean \"violence\"?)",
    ),
    mutation(
        "an edge leads back",
        WAY,
        "{ topic = \"couple-conflict\" },",
        "{ say = \"guide-no\", to = \"home\" },",
        "steps.home: leads back to itself",
    ),
    mutation(
        "a step has no choices",
        WAY,
        "    { say = \"guide-elder\", topic = \"elder-abuse\" },\n    { say = \"guide-disability\", topic = \"disability-abuse\" },\n",
        "",
        "steps.daily.choices: is missing",
    ),
    mutation(
        "a step has too many choices",
        WAY,
        "{ topic = \"safe-place\" },",
        "{ topic = \"safe-place\" }, { topic = \"suicidal\" },",
        "steps.me.choices: has 10 choices, 9 are the most",
    ),
    mutation(
        "a choice leads to two things",
        WAY,
        "{ topic = \"safe-place\" },",
        "{ topic = \"safe-place\", to = \"home\" },",
        "needs exactly one of `to`, `topic` and `answer`",
    ),
    mutation(
        "a situation is unknown",
        WAY,
        "{ topic = \"stalking-ex\" },",
        "{ topic = \"stalking\" },",
        "there is no topic called \"stalking\"",
    ),
    mutation(
        "a step asks nothing",
        WAY,
        "ask = \"guide-afraid\"\n",
        "",
        "steps.home.ask: is missing",
    ),
    mutation(
        "an answer is unknown",
        WAY,
        "{ say = \"guide-danger\", answer = \"danger\" },",
        "{ say = \"guide-danger\", answer = \"police\" },",
        "unknown variant `police`",
    ),
    mutation(
        "it begins in the middle",
        WAY,
        "start = \"start\"",
        "start = \"me\"",
        "steps.start: no choice leads to this step",
    ),
    // Who is led where.
    mutation(
        "danger is not asked for first",
        WAY,
        "    { say = \"guide-danger\", answer = \"danger\" },\n    { say = \"guide-me\", to = \"me\" },\n",
        "    { say = \"guide-me\", to = \"me\" },\n    { say = \"guide-danger\", answer = \"danger\" },\n",
        "the first choice is not that somebody is in danger now",
    ),
    mutation(
        "whoever is in danger is told who answers",
        WAY,
        "{ say = \"guide-danger\", answer = \"danger\" },",
        "{ say = \"guide-danger\", answer = \"now\" },",
        "the first choice is not that somebody is in danger now",
    ),
    mutation(
        "a child is taken for a grown-up",
        WAY,
        "audience = \"child\"",
        "audience = \"adult\"",
        "forgets that the person is under 18",
    ),
    mutation(
        "\"under 18\" leads to those who worry about a child",
        WAY,
        "under_18 = \"young\"",
        "under_18 = \"child\"",
        "forgets that the person is under 18",
    ),
    mutation(
        "\"under 18\" leads nowhere",
        WAY,
        "under_18 = \"young\"",
        "under_18 = \"\"",
        "under_18: is missing",
    ),
    mutation(
        "whoever hurts others is taken for somebody who is hurt",
        WAY,
        "audience = \"perpetrator\"",
        "audience = \"adult\"",
        "is for another kind of person than adult: i-hurt-partner",
    ),
    mutation(
        "whoever hurts others is led to those who are hurt",
        WAY,
        "{ topic = \"i-hurt-partner\" },",
        "{ topic = \"partner-violence\" },",
        "is for another kind of person than perpetrator: partner-violence",
    ),
    mutation(
        "somebody at work is taken for somebody who is hurt",
        WAY,
        "audience = \"professional\"",
        "audience = \"woman\"",
        "is for another kind of person than woman: pro-adult",
    ),
    mutation(
        "nobody is asked whether they are afraid",
        WAY,
        "to = \"calm\", calm = true }",
        "to = \"calm\" }",
        "leads to mediation first, without asking whether one is afraid: familievern-innlandet-vest",
    ),
    mutation(
        "whoever is afraid is led to mediation",
        WAY,
        "{ say = \"guide-yes\", to = \"violence\" }",
        "{ say = \"guide-yes\", to = \"calm\" }",
        "leads to mediation first",
    ),
    mutation(
        "too many taps",
        WAY,
        "[steps.violence]\nask = \"guide-which\"\nchoices = [\n",
        "[steps.deep]\nask = \"guide-which\"\nchoices = [{ say = \"guide-yes\", to = \"deeper\" }]\n\
         [steps.deeper]\nask = \"guide-which\"\nchoices = [{ topic = \"partner-violence\" }]\n\
         [steps.violence]\nask = \"guide-which\"\nchoices = [\n    { say = \"guide-yes\", to = \"deep\" },\n",
        "nobody can be reached after 3 taps",
    ),
    mutation(
        "something to read instead of somebody",
        WAY,
        "audience = \"professional\"\ntalk = true",
        "audience = \"professional\"",
        "nobody can be reached after 3 taps",
    ),
    // The list of what is not reached.
    mutation(
        "a service is reached by nobody",
        WAY,
        "    { topic = \"teeth\" },\n",
        "",
        "search_only.tannhelse-innlandet: no path leads to this service",
    ),
    mutation(
        "a reason is out of date",
        WAY,
        "\n[search_only]\n",
        "\n[search_only]\nvo-linjen = \"looked for by its name\"\n",
        "search_only.vo-linjen: a path leads to this service",
    ),
    mutation(
        "a reason is missing",
        WAY,
        "tidlig-inn = \"trains municipalities\"",
        "tidlig-inn = \"\"",
        "search_only.tidlig-inn: is missing",
    ),
    mutation(
        "a reason is for nothing",
        WAY,
        "tidlig-inn =",
        "tidleg-inn =",
        "there is no service called \"tidleg-inn\"",
    ),
    // The services that it leads to.
    mutation(
        "mediation stands first in a situation of violence",
        "topics.toml",
        "first = [\"krisesenter-gjovik\", \"krisesenter-narvik\", \"vo-linjen\", \"politi-sentralbord\", \"dinutvei\", \"familievern-innlandet-vest\",",
        "first = [\"familievern-innlandet-vest\", \"krisesenter-gjovik\", \"krisesenter-narvik\", \"vo-linjen\", \"politi-sentralbord\", \"dinutvei\",",
        "guide-violence > partner-violence: leads to mediation first",
    ),
    mutation(
        "a child is sent to what needs a referral",
        "topics.toml",
        "first = [\"alarmtelefonen\", \"kors-pa-halsen\", \"snakk-om-psyken\", \"skole-voksne\", \"helsestasjon-ungdom\", \"jentevakta\", \"fastlege\", \"bup-gjovik\"]",
        "first = [\"bup-gjovik\", \"alarmtelefonen\", \"kors-pa-halsen\", \"snakk-om-psyken\", \"skole-voksne\", \"helsestasjon-ungdom\", \"jentevakta\", \"fastlege\"]",
        "sends a child to what needs a referral or a report, without a direct way above it: bup-gjovik",
    ),
    mutation(
        "the last line around the clock is dropped",
        "ladder.toml",
        "elder = [\"vern-for-eldre\", \"krisesenter-gjovik\", \"krisesenter-narvik\", \"vo-linjen\", \"kirkens-sos\", \"politi-sentralbord\", \"legevakt-nasjonal\"]",
        "elder = [\"vern-for-eldre\", \"politi-sentralbord\"]",
        "elder: needs a national line that answers calls around the clock",
    ),
    mutation(
        "a child is told to call a line for adults",
        "ladder.toml",
        "child = [",
        "child = [\"vo-linjen\", ",
        "shows a child what is for others: vo-linjen",
    ),
    mutation(
        "whoever hurts others is told to call those who help the hurt",
        "ladder.toml",
        "perpetrator = [",
        "perpetrator = [\"ssmm\", ",
        "shows a shelter to somebody who hurts others: ssmm",
    ),
    // What it says.
    mutation(
        "a text is missing in a language",
        "uk/guide.ftl",
        "guide-danger = ",
        "# guide-danger = ",
        "uk/guide.ftl: guide-danger: the message is missing",
    ),
    mutation(
        "a text that nobody wrote",
        WAY,
        "say = \"guide-wonder\"",
        "say = \"guide-wondr\"",
        "there is no message of guide.ftl called \"guide-wondr\" (do you mean \"guide-wonder\"?)",
    ),
    mutation(
        "two choices read the same",
        "nb/guide.ftl",
        "guide-no = Nei",
        "guide-no = Ja",
        "says the same twice in nb: \"Ja\"",
    ),
];

/// Each of them is caught, by the reading of the files or by the walk, and nothing else is needed to see it.
#[test]
fn every_mutation_is_caught() {
    let missed: Vec<String> = std::thread::scope(|scope| {
        let half = MUTATIONS.len() / 2;
        let halves = [&MUTATIONS[..half], &MUTATIONS[half..]];
        let threads =
            halves.map(|half| scope.spawn(move || half.iter().filter_map(missed).collect::<Vec<_>>()));
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn missed(mutation: &Mutation) -> Option<String> {
    let (mut directory, mut locales) = (Folder::directory(), Folder::locales());
    let folder = if mutation.file.ends_with(".ftl") {
        &mut locales
    } else {
        &mut directory
    };
    let text = folder.get(mutation.file).unwrap();
    assert!(
        text.contains(mutation.from),
        "{}: nothing to change",
        mutation.name
    );
    let changed = text.replacen(mutation.from, mutation.to, 1);
    folder.insert(mutation.file, changed);
    let found = match Desk::load(&directory, &locales, &Folder::index()) {
        Ok(desk) => verify_in(&desk, &[Lang::Nb]).violations,
        Err(problems) => problems,
    };
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    let caught = found.iter().any(|problem| problem.contains(mutation.caught));
    (!caught).then(|| format!("{}: {found:#?}", mutation.name))
}

/// A token is short, and one that was changed, or belongs to another guided way, is none: then the start is the answer.
#[test]
fn old_and_forged_tokens_lead_to_the_start() {
    let engine = engine();
    let desk = engine.desk();
    let state = guided_to("partner-violence", Lang::Uk, Some(place("narvik")));
    let token = desk.token(&state);
    assert_eq!(desk.state(&token).as_ref(), Some(&state));
    for (i, old) in token.char_indices() {
        for new in ['A', 'b', '7', '_', '-', 'é', ' '] {
            let forged: String = token
                .char_indices()
                .map(|(j, c)| if i == j { new } else { c })
                .collect();
            assert!(new == old || desk.state(&forged).is_none(), "{forged}");
        }
    }
    let mut other = Folder::directory();
    let way = other.get("triage.toml").unwrap().to_owned();
    // Two choices change places: the old number would lead to the other one.
    let (first, second) = (
        "    { topic = \"partner-violence\" },\n",
        "    { topic = \"psychological-control\" },\n",
    );
    let newer = way.replace(&format!("{first}{second}"), &format!("{second}{first}"));
    assert_ne!(newer, way);
    other.insert("triage.toml", newer);
    let other = Desk::load(&other, &Folder::locales(), &Folder::index()).unwrap();
    assert_eq!(other.state(&token), None);
    assert!(other.state(&other.token(&state)).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is sent as a token, nothing panics, and the numbers come first.
    #[test]
    fn any_token_is_answered(token in "\\PC{0,80}|[A-Za-z0-9_-]{0,90}") {
        let engine = engine();
        let state = engine.desk().state(&token).unwrap_or_else(|| State::start(Lang::Nb, None));
        prop_assert!(Terminal::draw(&engine.desk().guide(&state, tuesday())).starts_with("112"));
    }
}

/// "I can't talk" and "I am under 18" keep what has been said where they can.
#[test]
fn the_shortcuts_keep_the_situation() {
    let engine = engine();
    let desk = engine.desk();
    let state = guided_to("suicidal", Lang::En, Some(place("gjovik")));
    let tap = |state: &State, name: &str| -> State {
        let buttons = Buttons::of(&desk.guide(state, tuesday()));
        let mut all = buttons.choices.iter().chain(&buttons.shortcuts.list);
        let choice = all.find(|choice| choice.name.text == name).unwrap();
        desk.state(&choice.to).unwrap()
    };
    let services = |state: &State| -> Vec<String> {
        let json = serde_json::to_value(Response::of(&desk.guide(state, tuesday()))).unwrap();
        let list = json["services"].as_array().unwrap().iter();
        list.map(|each| each["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(services(&state)[0], "mental-helse");
    let young = tap(&state, "I am under 18");
    assert_eq!(young.place, state.place);
    assert!(services(&young).contains(&"alarmtelefonen".to_owned()));
    // A clinic for adults that needs a referral.
    let clinic = "dps-aat-gjovik".to_owned();
    assert!(services(&state).contains(&clinic) && !services(&young).contains(&clinic));
    assert_eq!(tap(&young, "I am an adult"), state);
    let writes = tap(&young, "I can’t talk, only write");
    let drawn = Terminal::draw(&desk.guide(&writes, tuesday()));
    let written = drawn
        .find(&desk.say(Lang::En, Message::GuideWritten).text)
        .unwrap();
    assert!(written < drawn.find("These can help").unwrap(), "{drawn}");
    // The chat stands before the number on the card, too.
    let card = drawn.get(drawn.find("1. ").unwrap()..).unwrap();
    assert!(
        card.find("Chat").unwrap() < card.find("116 111").unwrap(),
        "{card}"
    );
}

/// Every step and every answer of the guided way has the field for a question in one's own words.
#[cfg(feature = "kiosk")]
#[test]
fn a_question_can_be_asked_at_every_step() {
    let pages = crate::kiosk::every_page();
    assert!(pages.len() > 400);
    for (name, page) in pages {
        assert!(page.contains("name=\"q\" type=\"text\""), "{name}");
        assert!(page.contains("class=\"exit\" href=\"/\""), "{name}");
    }
    for (trail, _) in guided(Lang::Nb, None) {
        assert!(!trail.ends_with("> "), "{trail}");
    }
}

/// A button of yesterday's page, or one that somebody made up, opens the first screen and not an error.
#[cfg(feature = "kiosk")]
#[test]
fn the_kiosk_opens_the_start_for_an_old_token() {
    for form in ["g=AAAAAAAAAAAAAAA", "g=%3Cscript%3E", "g="] {
        let page = crate::kiosk::visible(&crate::kiosk::answered("/uk", form));
        assert!(
            page.starts_with("112") && page.contains("З чим вам потрібна допомога?"),
            "{page}"
        );
    }
}

/// The picture in the README is that of the data.
#[test]
fn the_picture_is_up_to_date() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let drawn = mermaid(engine().desk(), Lang::En);
    assert!(
        readme.contains(&format!("```mermaid\n{drawn}```")),
        "put the output of `lykt triage graph --lang en` into the README"
    );
}
