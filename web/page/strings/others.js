/** @file others.js  Strings: the pages of a search and of a negotiation. */
export const strings = {
    "search.kicker": {
        en: "Search for better settings of a plan",
        fr: "Recherche de meilleurs réglages d’un plan",
        ar: "البحث عن إعدادات أفضل للخطة",
    },
    "search.note": {
        en: "It explores what the plan assumes. {n} candidates were tried, each on its own "
            + "{futures} futures; shown is what those that no other beats come to on as many "
            + "fresh futures.",
        fr: "Ils explorent ce que le plan suppose. {n} candidats ont été essayés, chacun sur "
            + "{futures} futurs ; est montré ce que valent, sur autant de futurs nouveaux, ceux "
            + "qu’aucun autre ne bat.",
        ar: "إنها تستكشف ما تفترضه الخطة. عدد المرشحين الذين جُربوا: {n}، وعدد المسارات لكل "
            + "منهم: {futures}؛ والمعروض ما يحققه، في العدد نفسه من مسارات جديدة، المرشحون الذين "
            + "لا يتفوق عليهم غيرهم.",
    },
    "search.title": {
        en: "Compromises between the goals",
        fr: "Compromis entre les objectifs",
        ar: "المفاضلات بين الأهداف",
    },
    "search.lead": {
        en: "No candidate shown is beaten by another in every goal. Which to take is a choice, "
            + "not a result.",
        fr: "Aucun candidat montré n’est battu par un autre sur tous les objectifs. Lequel "
            + "prendre est un choix, non un résultat.",
        ar: "لا يتفوق على أي مرشح معروض مرشح آخر في جميع الأهداف. والأخذ بأحدها اختيار لا نتيجة.",
    },
    "search.figure": {
        en: "What each setting of the plan’s levers comes to, goal against goal",
        fr: "Ce que vaut chaque réglage des leviers du plan, objectif contre objectif",
        ar: "ما يحققه كل إعداد من روافع الخطة، هدفا مقابل هدف",
    },
    "search.figure.note": {
        en: "Each marker is a setting, scored on fresh futures.",
        fr: "Chaque repère est un réglage, évalué sur des futurs nouveaux.",
        ar: "كل علامة إعداد واحد، مقيّم على مسارات جديدة.",
    },
    "search.alt": {
        en: "{n} compromises and the plan as it stands; the numbers are in the table.",
        fr: "{n} compromis et le plan tel quel ; les chiffres sont dans le tableau.",
        ar: "{n} من المفاضلات والخطة كما هي؛ والأرقام في الجدول.",
    },
    "search.planned": { en: "the plan as it stands", fr: "le plan tel quel", ar: "الخطة كما هي" },
    "search.found": { en: "a compromise", fr: "un compromis", ar: "مفاضلة" },
    "search.candidate": { en: "compromise {n}", fr: "compromis {n}", ar: "المفاضلة {n}" },
    "search.setting": { en: "Setting", fr: "Réglage", ar: "الإعداد" },
    "search.table": {
        en: "Settings and what they come to",
        fr: "Réglages et ce qu’ils valent",
        ar: "الإعدادات وما تحققه",
    },
    "search.success": {
        en: "Succeeds, 95 % interval",
        fr: "Réussit, intervalle à 95 %",
        ar: "النجاح، فترة 95%",
    },
    "search.chosen": {
        en: "chosen with {value}",
        fr: "choisi avec {value}",
        ar: "اختير عند {value}",
    },
    "search.more": { en: "more is better", fr: "plus vaut mieux", ar: "الأكثر أفضل" },
    "search.less": { en: "less is better", fr: "moins vaut mieux", ar: "الأقل أفضل" },
    "search.fresh": {
        en: "Small: the score a setting was chosen with. The best of many scores flatters itself; "
            + "the larger number, on fresh futures, does not.",
        fr: "En petit : la note avec laquelle un réglage a été choisi. La meilleure de nombreuses "
            + "notes se flatte ; le nombre plus grand, sur des futurs nouveaux, non.",
        ar: "بالخط الصغير: الدرجة التي اختير بها الإعداد. وأفضل الدرجات الكثيرة متفائل بطبعه، أما "
            + "الرقم الأكبر المحسوب على مسارات جديدة فليس كذلك.",
    },

    "goal.success": {
        en: "Futures that meet every required goal",
        fr: "Futurs atteignant tous les objectifs requis",
        ar: "المسارات التي تحقق جميع الأهداف المطلوبة",
    },

    "group.issues": { en: "Issues", fr: "Questions", ar: "المسائل" },

    "negotiation.untitled": { en: "A negotiation", fr: "Une négociation", ar: "مفاوضات" },
    "negotiation.kicker": {
        en: "Negotiation, explored",
        fr: "Négociation, explorée",
        ar: "مفاوضات مستكشَفة",
    },
    "negotiation.note": {
        en: "It explores what the table of actors assumes. {actors} actors; path by the {model} "
            + "model over {rounds} rounds; {draws} draws from the ranges.",
        fr: "Ils explorent ce que suppose le tableau des acteurs. {actors} acteurs ; trajectoire "
            + "selon le modèle {model} sur {rounds} tours ; {draws} tirages dans les fourchettes.",
        ar: "إنها تستكشف ما يفترضه جدول الأطراف. عدد الأطراف: {actors}؛ مسار التفاوض وفق النموذج "
            + "{model}، وعدد جولاته: {rounds}؛ عدد السحبات من النطاقات: {draws}.",
    },
    "negotiation.settled": {
        en: "Then nobody moves any more.",
        fr: "Ensuite plus personne ne bouge.",
        ar: "ثم لا يتحرك أحد بعد ذلك.",
    },
    "negotiation.jittered": {
        en: "The table gives no ranges: capability and salience were moved by up to 5 %, "
            + "positions by up to 2 % of the scale.",
        fr: "Le tableau ne donne pas de fourchettes : capacité et importance ont été déplacées "
            + "jusqu’à 5 %, les positions jusqu’à 2 % de l’échelle.",
        ar: "لا يعطي الجدول نطاقات: فحُركت القدرة والأهمية بما لا يزيد على 5%، والمواقف بما لا "
            + "يزيد على 2% من المقياس.",
    },
    "negotiation.model.spatial": { en: "spatial", fr: "spatial", ar: "المكاني" },
    "negotiation.model.challenge": { en: "challenge", fr: "de défi", ar: "التحدي" },
    "negotiation.rules": {
        en: "Outcome by each rule",
        fr: "Résultat selon chaque règle",
        ar: "النتيجة وفق كل قاعدة",
    },
    "negotiation.rule": { en: "Rule", fr: "Règle", ar: "القاعدة" },
    "negotiation.outcome": { en: "Outcome", fr: "Résultat", ar: "النتيجة" },
    "negotiation.median": { en: "Median of draws", fr: "Médiane des tirages", ar: "وسيط السحبات" },
    "negotiation.range": {
        en: "5th to 95th percentile",
        fr: "5e au 95e centile",
        ar: "المئين الخامس إلى 95",
    },

    "rule.choice": { en: "choice", fr: "choix", ar: "الاختيار" },
    "rule.choice.what": {
        en: "choice among positions, weight √capability × salience (best record)",
        fr: "choix parmi les positions, poids √capacité × importance (meilleur bilan)",
        ar: "اختيار من بين المواقف، بوزن \u2066√\u2069القدرة × الأهمية (أفضل سجل)",
    },
    "rule.mean": { en: "mean", fr: "moyenne", ar: "المتوسط" },
    "rule.mean.what": {
        en: "mean of positions, weight √capability × salience",
        fr: "moyenne des positions, poids √capacité × importance",
        ar: "متوسط المواقف، بوزن \u2066√\u2069القدرة × الأهمية",
    },
    "rule.linear mean": { en: "mean, linear", fr: "moyenne, linéaire", ar: "المتوسط الخطي" },
    "rule.linear mean.what": {
        en: "mean of positions, weight capability × salience",
        fr: "moyenne des positions, poids capacité × importance",
        ar: "متوسط المواقف، بوزن القدرة × الأهمية",
    },
    "rule.median": { en: "median", fr: "médiane", ar: "الوسيط" },
    "rule.median.what": {
        en: "median of positions, weight capability × salience",
        fr: "médiane des positions, poids capacité × importance",
        ar: "وسيط المواقف، بوزن القدرة × الأهمية",
    },
    "rule.path mean": { en: "path, mean", fr: "trajectoire, moyenne", ar: "مسار التفاوض، المتوسط" },
    "rule.path mean.what": {
        en: "where the path ends: mean, weight capability × salience",
        fr: "là où la trajectoire finit : moyenne, poids capacité × importance",
        ar: "حيث ينتهي مسار التفاوض: المتوسط، بوزن القدرة × الأهمية",
    },
    "rule.path median": {
        en: "path, median",
        fr: "trajectoire, médiane",
        ar: "مسار التفاوض، الوسيط",
    },
    "rule.path median.what": {
        en: "where the path ends: median, weight capability × salience",
        fr: "là où la trajectoire finit : médiane, poids capacité × importance",
        ar: "حيث ينتهي مسار التفاوض: الوسيط، بوزن القدرة × الأهمية",
    },

    "negotiation.path": {
        en: "Positions on {issue}, round by round",
        fr: "Positions sur {issue}, tour par tour",
        ar: "المواقف من {issue}، جولة بجولة",
    },
    "negotiation.path.note": {
        en: "As the table gives the numbers; the thicker a line, the more the issue matters to "
            + "the actor. Grey: weighted mean, nine in ten draws.",
        fr: "Avec les chiffres du tableau ; plus une ligne est épaisse, plus la question compte "
            + "pour l’acteur. Gris : moyenne pondérée, neuf tirages sur dix.",
        ar: "وفق أرقام الجدول؛ وكلما زاد سمك الخط زادت أهمية المسألة للطرف. الرمادي: المتوسط "
            + "المرجح، تسع من كل عشر سحبات.",
    },
    "negotiation.path.alt": {
        en: "{actor}: from {first} to {last}.",
        fr: "{actor} : de {first} à {last}.",
        ar: "{actor}: من {first} إلى {last}.",
    },
    "negotiation.round": { en: "Round", fr: "Tour", ar: "الجولة" },
    "negotiation.round.n": { en: "Round {n}", fr: "Tour {n}", ar: "الجولة {n}" },
    "negotiation.actor": { en: "Actor", fr: "Acteur", ar: "الطرف" },
    "negotiation.encounters": { en: "Who challenges whom", fr: "Qui défie qui", ar: "من يتحدى من" },
    "negotiation.encounters.all": {
        en: { one: "{n} encounter", other: "All {n} encounters" },
        fr: { one: "{n} rencontre", other: "Les {n} rencontres" },
        ar: "جميع المواجهات ({n})",
    },
    "negotiation.challenger": { en: "Challenger", fr: "Celui qui défie", ar: "المتحدي" },
    "negotiation.target": { en: "Target", fr: "Celui qui est défié", ar: "المستهدف" },
    "negotiation.kind": { en: "Kind", fr: "Type", ar: "النوع" },
    "negotiation.chance": { en: "Chance", fr: "Probabilité", ar: "الاحتمال" },
    "negotiation.gain": { en: "Gain", fr: "Gain", ar: "المكسب" },
    "negotiation.moves": { en: "Moves", fr: "Bouge", ar: "من يتحرك" },
    "negotiation.moves.both": { en: "both", fr: "les deux", ar: "كلاهما" },
    "negotiation.moves.challenger": { en: "challenger", fr: "celui qui défie", ar: "المتحدي" },
    "negotiation.moves.target": { en: "target", fr: "celui qui est défié", ar: "المستهدف" },
    "negotiation.moves.neither": { en: "neither", fr: "ni l’un ni l’autre", ar: "لا أحد" },

    "encounter.bargain": { en: "bargain", fr: "marchandage", ar: "مساومة" },
    "encounter.confrontation": { en: "confrontation", fr: "confrontation", ar: "مواجهة" },
    "encounter.compromise": { en: "compromise", fr: "compromis", ar: "حل وسط" },
    "encounter.capitulation": { en: "capitulation", fr: "capitulation", ar: "استسلام" },

    "negotiation.settings": {
        en: "Options of the model",
        fr: "Options du modèle",
        ar: "خيارات النموذج",
    },
    "negotiation.settings.lead": {
        en: "As they were set for this path.",
        fr: "Telles que réglées pour cette trajectoire.",
        ar: "كما ضُبطت لمسار التفاوض هذا.",
    },
};
