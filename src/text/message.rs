//! Every message lykt can say, as a closed list with typed arguments: a mistyped id or a forgotten argument does not compile.

/// Writes the enum, the list of ids with their variables, and the access to both, from one table.
macro_rules! messages {
    ($($(#[$doc:meta])* $variant:ident $({ $($arg:ident),+ })? = $id:literal,)+) => {
        /// A message of the catalogues with its arguments.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Message<'a> {
            $($(#[$doc])* $variant $({ $(
                #[doc = concat!("The variable `", stringify!($arg), "`.")]
                $arg: &'a str
            ),+ })?,)+
        }

        impl<'a> Message<'a> {
            /// Every message's id with the variables that the program gives it.
            pub const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[$(($id, &[$($(stringify!($arg)),+)?])),+];

            /// The id in the catalogues.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant $({ $($arg: _),+ })? => $id,)+ }
            }

            /// Its place in [`Self::ALL`].
            pub(super) const fn number(self) -> usize {
                /// The messages without their variables.
                enum Each { $($variant,)+ }
                match self { $(Self::$variant $({ $($arg: _),+ })? => Each::$variant as usize,)+ }
            }

            /// The variables and their values.
            #[must_use]
            pub fn arguments(self) -> Vec<(&'static str, &'a str)> {
                match self { $(Self::$variant $({ $($arg),+ })? => vec![$($((stringify!($arg), $arg)),+)?],)+ }
            }
        }
    };
}

messages! {
    /// The heading of the emergency numbers.
    EmergencyTitle = "emergency-title",
    /// Beside 112.
    EmergencyPolice = "emergency-police",
    /// Beside 113.
    EmergencyAmbulance = "emergency-ambulance",
    /// Beside 110.
    EmergencyFire = "emergency-fire",
    /// Beside the place's own child welfare line.
    EmergencyChildWelfare = "emergency-child-welfare",
    /// Beside the doctor's number.
    EmergencyDoctor = "emergency-doctor",
    /// Beside the line for children and young people.
    EmergencyChildLine = "emergency-child-line",
    /// Beside the line about violence.
    EmergencyViolenceLine = "emergency-violence-line",
    /// That the emergency number works without a SIM card.
    EmergencyNoSim { police } = "emergency-no-sim",
    /// How people who cannot use their voice reach help.
    EmergencyDeaf { police } = "emergency-deaf",
    /// What to do in a public office without a telephone.
    EmergencyNoPhone { police } = "emergency-no-phone",
    /// In danger now: whom to call.
    DangerCall { number } = "danger-call",
    /// In danger now: what to say.
    DangerSay = "danger-say",
    /// In danger now: the Norwegian sentence to say.
    DangerSayNorwegian = "danger-say-norwegian",
    /// In danger now: go somewhere safe.
    DangerGoSafe = "danger-go-safe",
    /// About to hurt somebody: the Norwegian sentence to say.
    DangerSayThreat = "danger-say-threat",
    /// About to hurt somebody: go away from them.
    DangerGoAway = "danger-go-away",
    /// A life is in danger: the Norwegian sentence to say.
    DangerSayLife = "danger-say-life",
    /// It burns.
    DangerFire = "danger-fire",
    /// Thoughts of suicide.
    UrgentSuicide { ambulance } = "urgent-suicide",
    /// A sexual assault that may be recent.
    UrgentAssault = "urgent-assault",
    /// The heading of the services found.
    ResultsTitle = "results-title",
    /// Above the services below a question that stands after the first of them.
    ResultsOthers = "results-others",
    /// Nothing certain was found.
    ResultsNone = "results-none",
    /// What to try instead.
    ResultsRephrase = "results-rephrase",
    /// The service is somewhere else.
    ResultsOtherPlace = "results-other-place",
    /// It is not the reader's fault.
    ResultsNotFault = "results-not-fault",
    /// The same to a child: a language may have another word for "your".
    ResultsNotFaultYoung = "results-not-fault-young",
    /// The reader decides.
    ResultsDecide = "results-decide",
    /// To somebody who wants to stop hurting others.
    ResultsPerpetrator = "results-perpetrator",
    /// The search is out of order.
    ResultsTrouble = "results-trouble",
    /// Above who answers here, for a number that is for help in another country.
    ResultsAbroad { number } = "results-abroad",
    /// Above those who answer now.
    NowTitle = "now-title",
    /// Above those who may answer: nobody knows when they do.
    NowPerhaps = "now-perhaps",
    /// Above those who open later.
    NowLater = "now-later",
    /// Nobody answers now by the means that were chosen.
    NowNobody = "now-nobody",
    /// The way to the page that says who answers now.
    NowQuestion = "now-question",
    /// An e-mail can be written at any time.
    EmailAnytime = "email-anytime",
    /// The guided way: whoever chooses it is under 18.
    GuideUnder18 = "guide-under-18",
    /// The guided way: whoever chooses it is grown up.
    GuideAdult = "guide-adult",
    /// The guided way: whether one can talk.
    GuideMeans = "guide-means",
    /// The guided way: whoever chooses it can talk.
    GuideTalk = "guide-talk",
    /// The guided way: whoever chooses it can only write.
    GuideWrite = "guide-write",
    /// Above those who can be written to.
    GuideWritten = "guide-written",
    /// The guided way: to choose another place.
    GuidePlace = "guide-place",
    /// One step back.
    GuideBack = "guide-back",
    /// No speaker has checked the text.
    LanguageUnchecked = "language-unchecked",
    /// The text exists in Norwegian alone.
    LanguageOnlyNorwegian = "language-only-norwegian",
    /// There is no such page.
    PageNotFound = "page-not-found",
    /// Something went wrong.
    PageError = "page-error",
    /// Open around the clock.
    OpenAlways = "open-always",
    /// Open until.
    OpenUntil { time } = "open-until",
    /// Open for a few more minutes.
    OpenMinutes { minutes } = "open-minutes",
    /// Open.
    OpenNow = "open-now",
    /// Closed, with no time to open.
    ClosedNow = "closed-now",
    /// Closed, opens later today.
    ClosedOpensToday { time } = "closed-opens-today",
    /// Closed, opens tomorrow.
    ClosedOpensTomorrow { time } = "closed-opens-tomorrow",
    /// Closed, opens within a week.
    ClosedOpensWeekday { day, time } = "closed-opens-weekday",
    /// Closed, opens later than in a week.
    ClosedOpensDate { day, month, time } = "closed-opens-date",
    /// The sources do not say when it is open.
    HoursUnknown = "hours-unknown",
    /// The same of a chat.
    HoursUnknownWrite = "hours-unknown-write",
    /// January, as it stands in a date.
    MonthJanuary = "month-january",
    /// February, as it stands in a date.
    MonthFebruary = "month-february",
    /// March, as it stands in a date.
    MonthMarch = "month-march",
    /// April, as it stands in a date.
    MonthApril = "month-april",
    /// May, as it stands in a date.
    MonthMay = "month-may",
    /// June, as it stands in a date.
    MonthJune = "month-june",
    /// July, as it stands in a date.
    MonthJuly = "month-july",
    /// August, as it stands in a date.
    MonthAugust = "month-august",
    /// September, as it stands in a date.
    MonthSeptember = "month-september",
    /// October, as it stands in a date.
    MonthOctober = "month-october",
    /// November, as it stands in a date.
    MonthNovember = "month-november",
    /// December, as it stands in a date.
    MonthDecember = "month-december",
    /// All opening hours.
    HoursList { hours } = "hours-list",
    /// Public holidays.
    HoursHolidays = "hours-holidays",
    /// Closed, in a list of hours.
    HoursClosed = "hours-closed",
    /// Monday.
    DayMonday = "day-monday",
    /// Tuesday.
    DayTuesday = "day-tuesday",
    /// Wednesday.
    DayWednesday = "day-wednesday",
    /// Thursday.
    DayThursday = "day-thursday",
    /// Friday.
    DayFriday = "day-friday",
    /// Saturday.
    DaySaturday = "day-saturday",
    /// Sunday.
    DaySunday = "day-sunday",
    /// It costs nothing.
    FactFree = "fact-free",
    /// It costs what such a thing costs.
    FactCostStandard = "fact-cost-standard",
    /// It costs more than a call.
    FactCostExtra = "fact-cost-extra",
    /// One can be anonymous.
    FactAnonymous = "fact-anonymous",
    /// One cannot be anonymous.
    FactNotAnonymous = "fact-not-anonymous",
    /// No referral is needed.
    FactNoReferral = "fact-no-referral",
    /// A time has to be booked.
    FactAppointment = "fact-appointment",
    /// Somebody has to refer.
    FactReferral { who } = "fact-referral",
    /// The police have to know of the case.
    FactPoliceReport = "fact-police-report",
    /// SMS is not read.
    FactNoSms = "fact-no-sms",
    /// SMS is read.
    FactSms = "fact-sms",
    /// A chat.
    FactChat = "fact-chat",
    /// An e-mail address.
    FactEmail = "fact-email",
    /// A web page.
    FactWebsite = "fact-website",
    /// A visiting address.
    FactAddress = "fact-address",
    /// The address is withheld.
    FactAddressWithheld = "fact-address-withheld",
    /// What the staff speak.
    FactSpoken { languages } = "fact-spoken",
    /// An interpreter can be arranged.
    FactInterpreter = "fact-interpreter",
    /// How old the facts are.
    FactAsOf { date } = "fact-as-of",
    /// The number is not confirmed.
    FactNotConfirmed = "fact-not-confirmed",
    /// The address is not confirmed: of a page, of a house, for letters.
    FactNotConfirmedAddress = "fact-not-confirmed-address",
    /// It works in all of Norway.
    FactNational = "fact-national",
    /// It works in some municipalities.
    FactLocal { places } = "fact-local",
    /// The reader's own doctor refers.
    ReferrerGp = "referrer-gp",
    /// A doctor refers.
    ReferrerDoctor = "referrer-doctor",
    /// The emergency clinic refers.
    ReferrerEmergencyClinic = "referrer-emergency-clinic",
    /// A psychologist refers.
    ReferrerPsychologist = "referrer-psychologist",
    /// Child welfare refers.
    ReferrerChildWelfare = "referrer-child-welfare",
    /// The police refer.
    ReferrerPolice = "referrer-police",
    /// The municipality refers.
    ReferrerMunicipality = "referrer-municipality",
    /// Norwegian, as one names a language.
    LanguageNameNb = "language-name-nb",
    /// English.
    LanguageNameEn = "language-name-en",
    /// Ukrainian.
    LanguageNameUk = "language-name-uk",
    /// Northern Sami.
    LanguageNameSe = "language-name-se",
    /// The label of the field.
    StartWrite = "start-write",
    /// The button beside it.
    StartSearch = "start-search",
    /// The heading of the choices.
    StartChoose = "start-choose",
    /// Where help is wanted.
    PlaceQuestion = "place-question",
    /// No place in particular.
    PlaceAny = "place-any",
    /// Choose a language.
    LanguageChoose = "language-choose",
    /// Back to the start.
    NavStart = "nav-start",
    /// Away from here, at once.
    NavExit = "nav-exit",
    /// Everything about one service.
    NavMore = "nav-more",
    /// Past the header, for a keyboard or a screen reader.
    NavContent = "nav-content",
    /// To print the page.
    NavPrint = "nav-print",
    /// To hear the page.
    NavAloud = "nav-aloud",
    /// Larger letters.
    NavSize = "nav-size",
    /// Light, dark, or black and white.
    NavColours = "nav-colours",
    /// The keyboard on the screen.
    KeysTitle = "keys-title",
    /// The key between words.
    KeysSpace = "keys-space",
    /// The key that takes a letter away.
    KeysErase = "keys-erase",
    /// Nobody has touched the page for a while.
    IdleTitle = "idle-title",
    /// What happens if nobody answers.
    IdleLine = "idle-line",
    /// Somebody is there.
    IdleStay = "idle-stay",
    /// How to get away from here.
    ExitHint = "exit-hint",
    /// The same with a keyboard.
    ExitShift = "exit-shift",
    /// Above the Norwegian text beside a translation.
    BridgeTitle = "bridge-title",
    /// To a clerk or an operator.
    BridgeInterpreter { language } = "bridge-interpreter",
    /// To take the text along on a telephone.
    CarryTitle = "carry-title",
    /// How to take it along, and that it stays there.
    CarryLine = "carry-line",
    /// Before the picture that opens the office's bot on Telegram: what Telegram can see.
    CarryTelegram = "carry-telegram",
    /// To the card that tells nothing.
    DiscreetOpen = "discreet-open",
    /// The title of that card: it must tell nothing.
    DiscreetTitle = "discreet-title",
    /// On a card: no speaker has checked its translation.
    CardUnchecked = "card-unchecked",
    /// Above the numbers below the emergency numbers.
    MoreNumbers = "more-numbers",
    /// In the row at the top, below the number of the line about violence.
    LinesViolence = "lines-violence",
    /// In the row at the top, below the number of the line for children and young people.
    LinesChild = "lines-child",
    /// In the row at the top, below the number of the doctor on duty.
    LinesDoctor = "lines-doctor",
    /// Who it is for.
    FactFor { who } = "fact-for",
    /// Who it is for: children.
    AudienceChild = "audience-child",
    /// Who it is for: young people.
    AudienceYouth = "audience-youth",
    /// Who it is for: adults.
    AudienceAdult = "audience-adult",
    /// Who it is for: women.
    AudienceWoman = "audience-woman",
    /// Who it is for: men.
    AudienceMan = "audience-man",
    /// Who it is for: old people.
    AudienceElder = "audience-elder",
    /// Who it is for: people with disabilities.
    AudienceDisability = "audience-disability",
    /// Who it is for: queer people.
    AudienceLgbtiq = "audience-lgbtiq",
    /// Who it is for: refugees and immigrants.
    AudienceRefugee = "audience-refugee",
    /// Who it is for: Sami people.
    AudienceSami = "audience-sami",
    /// Who it is for: relatives, friends and neighbours.
    AudienceRelative = "audience-relative",
    /// Who it is for: people who hurt or frighten others.
    AudiencePerpetrator = "audience-perpetrator",
    /// Who it is for: people who meet it at work.
    AudienceProfessional = "audience-professional",
    /// What is kept and what cannot be hidden.
    PrivacyNote = "privacy-note",
    /// Above the list of what we cannot hide.
    LimitsTitle = "limits-title",
    /// Whoever is near can read the screen.
    LimitsScreen = "limits-screen",
    /// The browser's own history.
    LimitsHistory = "limits-history",
    /// Whoever runs the network.
    LimitsNetwork = "limits-network",
    /// A program that watches all that is done on a telephone.
    LimitsWatched = "limits-watched",
    /// That deleting everything can be noticed.
    LimitsErase = "limits-erase",
    /// The first line of a conversation.
    ChatHello { police } = "chat-hello",
    /// How a conversation works.
    ChatHow { quit } = "chat-how",
    /// What else one can write in a conversation.
    ChatCommands { language, place } = "chat-commands",
    /// In the terminal: how to see who answers now.
    ChatNow { now, child, write } = "chat-now",
    /// In a conversation: how to choose.
    ChatNumber { back } = "chat-number",
    /// The place was chosen.
    ChatPlaceSet { place } = "chat-place-set",
    /// There is no such place.
    ChatPlaceUnknown { places } = "chat-place-unknown",
    /// There is no such language.
    ChatLanguageUnknown { languages } = "chat-language-unknown",
    /// The last line of a conversation.
    ChatBye = "chat-bye",
    /// What a bot is, and what to do in danger.
    BotMachine { police } = "bot-machine",
    /// How to use it.
    BotHow = "bot-how",
    /// What is kept.
    BotKeeps = "bot-keeps",
    /// What Telegram can see.
    BotTelegram = "bot-telegram",
    /// What others can see on Matrix.
    BotMatrix = "bot-matrix",
    /// Who else can read along.
    BotSeen = "bot-seen",
    /// How to delete.
    BotErase { delete } = "bot-erase",
    /// What lykt is.
    BotAbout = "bot-about",
    /// What was deleted, and what remains.
    BotDeleted = "bot-deleted",
    /// The same on Matrix.
    BotRedacted = "bot-redacted",
    /// A message came late.
    BotLate { police } = "bot-late",
    /// Not a text.
    BotNotText = "bot-not-text",
    /// A position is not used.
    BotPosition { police } = "bot-position",
    /// Too much at once.
    BotSlow = "bot-slow",
    /// A message could not be decrypted.
    BotUnreadable { police } = "bot-unreadable",
    /// Others are in the room, or it is not encrypted.
    BotLeaves = "bot-leaves",
    /// What stands in the list of chats.
    BotTitle = "bot-title",
    /// What stands in an empty chat.
    BotDescription { police } = "bot-description",
    /// In the menu of a bot: start.
    CommandStart = "command-start",
    /// In the menu of a bot: emergency.
    CommandEmergency = "command-emergency",
    /// In the menu of a bot: help.
    CommandHelp = "command-help",
    /// In the menu of a bot: language.
    CommandLanguage = "command-language",
    /// In the menu of a bot: place.
    CommandPlace = "command-place",
    /// In the menu of a bot: now.
    CommandNow = "command-now",
    /// In the menu of a bot: privacy.
    CommandPrivacy = "command-privacy",
    /// In the menu of a bot: delete.
    CommandDelete = "command-delete",
    /// In the menu of a bot: about.
    CommandAbout = "command-about",
}
