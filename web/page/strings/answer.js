/** @file answer.js  Strings: head, key figures, options, measures. */
export const strings = {
    "head.kicker": {
        en: "Plan for a peace operation, explored",
        fr: "Plan d’une opération de paix, exploré",
        ar: "خطة عملية سلام، مستكشَفة",
    },
    "head.note": {
        en: "Model output, not a forecast.",
        fr: "Résultats d’un modèle, pas une prévision.",
        ar: "نتائج نموذج، وليست تنبؤا.",
    },
    "head.note.more": {
        en: "It shows what follows from the plan and its assumptions. Most stances and many "
            + "numbers are judgements: read the register of assumptions before using any figure.",
        fr: "Ils montrent ce qui découle du plan et de ses hypothèses. La plupart des positions "
            + "et beaucoup de valeurs sont des jugements : lisez le registre des hypothèses "
            + "avant d’utiliser un chiffre.",
        ar: "تبين ما يترتب على الخطة وافتراضاتها. ومعظم المواقف وكثير من الأرقام تقديرات: يرجى "
            + "الاطلاع على سجل الافتراضات قبل استعمال أي رقم.",
    },
    "head.language": {
        en: "Words of the plan are shown in the plan’s own language.",
        fr: "Les textes issus du plan restent dans la langue du plan.",
        ar: "تبقى النصوص المأخوذة من الخطة بلغة الخطة نفسها.",
    },
    "head.incomplete": {
        en: "This study is not complete. The numbers rest on the futures done so far.",
        fr: "Cette étude n’est pas terminée. Les chiffres reposent sur les futurs calculés "
            + "jusqu’ici.",
        ar: "هذه الدراسة غير مكتملة. تستند الأرقام إلى المسارات المحسوبة حتى الآن.",
    },
    "head.plan": { en: "Plan", fr: "Plan", ar: "الخطة" },
    "head.time": { en: "Time", fr: "Période", ar: "الفترة" },
    "head.time.value": {
        en: { one: "{start} to {end}, {n} day", other: "{start} to {end}, {n} days" },
        fr: { one: "{start} – {end}, {n} jour", other: "{start} – {end}, {n} jours" },
        ar: {
            zero: "{start} – {end}، {n} يوم",
            one: "{start} – {end}، يوم واحد",
            two: "{start} – {end}، يومان",
            few: "{start} – {end}، {n} أيام",
            many: "{start} – {end}، {n} يوما",
            other: "{start} – {end}، {n} يوم",
        },
    },
    "head.futures": { en: "Futures", fr: "Futurs", ar: "المسارات المستقبلية" },
    "head.futures.value": {
        en: { one: "{futures}", other: "{futures} for each of {n} options" },
        fr: { one: "{futures}", other: "{futures} pour chacune des {n} options" },
        ar: {
            one: "{futures}",
            two: "{futures} لكل من الخيارين",
            few: "{futures} لكل خيار من {n} خيارات",
            many: "{futures} لكل خيار من {n} خيارا",
            other: "{futures} لكل خيار من {n} خيار",
        },
    },
    "head.design": { en: "Design", fr: "Échantillonnage", ar: "تصميم العينة" },
    "head.seed": { en: "seed {seed}", fr: "graine {seed}", ar: "البذرة {seed}" },
    "head.version": { en: "Made with", fr: "Produit avec", ar: "أعدّ باستخدام" },

    "glance.title": { en: "At a glance", fr: "En bref", ar: "لمحة عامة" },
    "glance.success": {
        en: "Highest share of futures that meet every required goal",
        fr: "Plus forte part de futurs atteignant tous les objectifs requis",
        ar: "أعلى نسبة من المسارات التي تحقق جميع الأهداف المطلوبة",
    },
    "glance.interval": {
        en: "95 % interval {interval}.",
        fr: "Intervalle à 95 % : {interval}.",
        ar: "فترة 95%: {interval}.",
    },
    "glance.every": {
        en: "Futures in which every option fails",
        fr: "Futurs où toutes les options échouent",
        ar: "المسارات التي تخفق فيها جميع الخيارات",
    },
    "glance.every.more": {
        en: "In {none} none fails; in {some} the choice of option decides.",
        fr: "Dans {none}, aucune n’échoue ; dans {some}, le choix de l’option est décisif.",
        ar: "في {none} لا يخفق أي خيار؛ وفي {some} يتوقف الأمر على الخيار المتخذ.",
    },
    "glance.obstacle": {
        en: "Obstacle first in line for that option",
        fr: "Premier obstacle pour cette option",
        ar: "أول عقبة أمام ذلك الخيار",
    },
    "glance.obstacle.more": {
        en: "With it lifted, {share} of its {n} failed futures succeed ({interval}). Lifting is "
            + "free and complete here.",
        fr: "S’il est levé, {share} de ses {n} futurs manqués réussissent ({interval}). La levée "
            + "est ici gratuite et complète.",
        ar: "بإزالتها ينجح {share} من مساراته الـ{n} التي أخفقت ({interval}). والإزالة هنا كاملة "
            + "وبلا كلفة.",
    },
    "glance.time": {
        en: "Highest share with the force ready by its due date",
        fr: "Plus forte part avec la force prête à l’échéance",
        ar: "أعلى نسبة تكون فيها القوة جاهزة في موعدها",
    },
    "glance.time.due": {
        en: "Due {date}: {requirement} effective personnel per 1\u202f000 residents.",
        fr: "Échéance le {date} : personnel effectif de {requirement} pour 1\u202f000 habitants.",
        ar: "الموعد {date}: {requirement} من الأفراد الفعليين لكل 1000 من السكان.",
    },
    "glance.cost": {
        en: "Paid in all, median",
        fr: "Total payé, médiane",
        ar: "مجموع المدفوع، الوسيط",
    },
    "glance.cost.more": {
        en: "From the least to the most of the options, over the whole time.",
        fr: "De l’option la moins à la plus coûteuse, sur toute la période.",
        ar: "من أقل الخيارات إلى أكثرها كلفة، على مدى الفترة كلها.",
    },
    "glance.assumed": {
        en: "Numbers with a range that are assumed or of low confidence",
        fr: "Valeurs avec une fourchette qui sont supposées ou peu sûres",
        ar: "أرقام ذات نطاق، مفترضة أو ضعيفة الموثوقية",
    },
    "glance.assumed.value": {
        en: "{assumed} of {all}",
        fr: "{assumed} sur {all}",
        ar: "{assumed} من {all}",
    },
    "glance.assumed.more": {
        en: "Futures are counted, not weighed by evidence.",
        fr: "Les futurs sont comptés, non pondérés par les preuves.",
        ar: "تُعدّ المسارات عدّا ولا تُرجَّح بحسب الأدلة.",
    },

    "options.title": { en: "Which option holds", fr: "Quelle option tient", ar: "أي خيار يصمد" },
    "options.lead": {
        en: "An option succeeds in a future when it meets every goal that the plan requires. "
            + "Goals are choices of whoever wrote the plan.",
        fr: "Une option réussit dans un futur lorsqu’elle atteint tous les objectifs requis par "
            + "le plan. Ces objectifs sont des choix de ses auteurs.",
        ar: "ينجح الخيار في مسار ما عندما يحقق جميع الأهداف التي تشترطها الخطة. والأهداف من "
            + "اختيار واضعي الخطة.",
    },
    "options.figure": {
        en: "Share of futures that meet every required goal",
        fr: "Part des futurs atteignant tous les objectifs requis",
        ar: "نسبة المسارات التي تحقق جميع الأهداف المطلوبة",
    },
    "options.figure.note": {
        en: "Per cent of futures, with 95 % interval (sampling alone).",
        fr: "Pour cent des futurs, avec intervalle à 95 % (échantillonnage seul).",
        ar: "نسبة مئوية من المسارات، مع فترة 95% (خطأ المعاينة وحده).",
    },
    "options.figure.alt": {
        en: "{option}: {share}, interval {interval}.",
        fr: "{option} : {share}, intervalle {interval}.",
        ar: "{option}: {share}، الفترة {interval}.",
    },
    "options.table": {
        en: "Options side by side",
        fr: "Les options côte à côte",
        ar: "مقارنة الخيارات",
    },
    "options.success": { en: "Succeeds", fr: "Réussit", ar: "النجاح" },
    "options.against": {
        en: "Against {option}",
        fr: "Par rapport à {option}",
        ar: "مقارنة بخيار {option}",
    },
    "options.baseline": { en: "baseline", fr: "référence", ar: "خيار المقارنة" },
    "options.in_time": {
        en: "Force ready in time",
        fr: "Force prête à temps",
        ar: "جاهزية القوة في موعدها",
    },
    "options.in_time.by": {
        en: "Force ready by {date}",
        fr: "Force prête le {date}",
        ar: "جاهزية القوة بحلول {date}",
    },
    "options.due": { en: "due {date}", fr: "échéance le {date}", ar: "الموعد {date}" },
    "options.cost": { en: "Paid, median", fr: "Payé, médiane", ar: "المدفوع، الوسيط" },
    "options.civilian_deaths": {
        en: "Civilians killed in incidents, median",
        fr: "Civils tués dans des incidents, médiane",
        ar: "المدنيون القتلى في الحوادث، الوسيط",
    },
    "options.force_deaths": {
        en: "Personnel killed, median",
        fr: "Personnel tué, médiane",
        ar: "القتلى من أفراد القوة، الوسيط",
    },
    "options.authority": { en: "Governs", fr: "Qui gouverne", ar: "السلطة الحاكمة" },
    "options.note": {
        en: "Small: 95 % interval of a share or a difference; for the rest the range from the 5th "
            + "to the 95th percentile of futures. Differences are taken future by future: both "
            + "options meet the same assumptions and the same luck.",
        fr: "En petit : intervalle à 95 % d’une part ou d’une différence ; sinon l’étendue du 5e "
            + "au 95e centile des futurs. Les différences sont prises futur par futur : les deux "
            + "options rencontrent les mêmes hypothèses et le même hasard.",
        ar: "بالخط الصغير: فترة 95% للنسب والفروق، ولما عداها النطاق من المئين الخامس إلى المئين "
            + "95. وتحسب الفروق مسارا بمسار: يواجه الخياران الافتراضات نفسها والمصادفات نفسها.",
    },
    "options.bins": {
        en: "This study keeps sums, not futures: medians and percentiles are read from bins and "
            + "lie within {error} % of those of the futures.",
        fr: "Cette étude conserve des sommes, non des futurs : médianes et centiles sont lus dans "
            + "des classes, à {error} % près de ceux des futurs.",
        ar: "تحفظ هذه الدراسة مجاميع لا مسارات: تُقرأ القيم الوسيطة والمئينات من فئات، ولا تبعد عن "
            + "قيم المسارات نفسها أكثر من {error}%.",
    },
    "options.failed": {
        en: {
            one: "{n} future could not be run and is left out.",
            other: "{n} futures could not be run and are left out.",
        },
        fr: {
            one: "{n} futur n’a pas pu être calculé et est laissé de côté.",
            other: "{n} futurs n’ont pas pu être calculés et sont laissés de côté.",
        },
        ar: {
            one: "تعذر تشغيل مسار واحد فاستُبعد.",
            two: "تعذر تشغيل مسارين فاستُبعدا.",
            few: "تعذر تشغيل {n} مسارات فاستُبعدت.",
            many: "تعذر تشغيل {n} مسارا فاستُبعدت.",
            other: "تعذر تشغيل {n} مسار فاستُبعدت.",
        },
    },

    "measures.title": { en: "What counts", fr: "Ce qui compte", ar: "المعايير المهمة" },
    "measures.lead": {
        en: "Median over futures; below it the range from the 5th to the 95th percentile.",
        fr: "Médiane des futurs ; en dessous, l’étendue du 5e au 95e centile.",
        ar: "الوسيط عبر المسارات، وتحته النطاق من المئين الخامس إلى المئين 95.",
    },
    "measures.figure": {
        en: "Share of futures that meet each goal, by option",
        fr: "Part des futurs atteignant chaque objectif, par option",
        ar: "نسبة المسارات التي تحقق كل هدف، حسب الخيار",
    },
    "measures.figure.note": {
        en: "Per cent of futures; a goal by itself, whether or not the others are met.",
        fr: "Pour cent des futurs ; chaque objectif pris seul, que les autres soient atteints ou "
            + "non.",
        ar: "نسبة مئوية من المسارات؛ كل هدف على حدة، تحققت الأهداف الأخرى أم لم تتحقق.",
    },
    "measures.figure.alt": { en: "{goal}: {list}.", fr: "{goal} : {list}.", ar: "{goal}: {list}." },
    "measures.goal": { en: "goal {goal}", fr: "objectif {goal}", ar: "الهدف \u2066{goal}\u2069" },
    "measures.goal.required": {
        en: "goal {goal}, required",
        fr: "objectif {goal}, requis",
        ar: "الهدف \u2066{goal}\u2069، مطلوب",
    },
    "measures.met": {
        en: "goal met: {share}",
        fr: "objectif atteint : {share}",
        ar: "تحقق الهدف: {share}",
    },
    "measures.measure": { en: "Measure", fr: "Critère", ar: "المعيار" },
    "measures.table": { en: "Measures of the plan", fr: "Critères du plan", ar: "معايير الخطة" },
    "measures.built": {
        en: "The course of the operation",
        fr: "Le déroulement de l’opération",
        ar: "سير العملية",
    },
};
