/** @file common.js  Strings: the frame of the page, figures, tables, numbers. */
export const strings = {
    "page.title": { en: "{title} – Bluehelm", fr: "{title} – Bluehelm", ar: "{title} – Bluehelm" },
    "page.section_failed": {
        en: "A section could not be drawn from this file. The browser’s console says why.",
        fr: "Une section n’a pas pu être produite à partir de ce fichier. La console du "
            + "navigateur en donne la raison.",
        ar: "تعذر إعداد أحد الأقسام من هذا الملف. ويرد السبب في وحدة تحكم المتصفح.",
    },

    "bar.skip": { en: "Skip to content", fr: "Aller au contenu", ar: "الانتقال إلى المحتوى" },
    "bar.language": { en: "Language", fr: "Langue", ar: "اللغة" },
    "bar.theme": { en: "Appearance", fr: "Affichage", ar: "العرض" },

    "theme.auto": { en: "system", fr: "système", ar: "النظام" },
    "theme.light": { en: "light", fr: "clair", ar: "فاتح" },
    "theme.dark": { en: "dark", fr: "sombre", ar: "داكن" },

    contents: { en: "Contents", fr: "Sommaire", ar: "المحتويات" },

    "group.answer": { en: "The answer", fr: "La réponse", ar: "الإجابة" },
    "group.why": { en: "What breaks it", fr: "Ce qui fait échouer", ar: "أسباب الإخفاق" },
    "group.time": { en: "Over time", fr: "Au fil du temps", ar: "عبر الزمن" },
    "group.whom": { en: "Money and people", fr: "Argent et population", ar: "المال والسكان" },
    "group.under": {
        en: "What it rests on",
        fr: "Sur quoi cela repose",
        ar: "ما تستند إليه النتائج",
    },

    "foot.page": {
        en: "Model output under the assumptions of a plan. It explores; it is not a forecast.",
        fr: "Résultats d’un modèle sous les hypothèses d’un plan. Ils explorent ; ils ne "
            + "prédisent pas.",
        ar: "نتائج نموذج في ظل افتراضات خطة. إنها استكشاف وليست تنبؤا.",
    },
    "foot.study": {
        en: "Model output, not a forecast. Plan {plan} ({hash}), seed {seed}, Bluehelm {version}.",
        fr: "Résultats d’un modèle, pas une prévision. Plan {plan} ({hash}), graine {seed}, "
            + "Bluehelm {version}.",
        ar: "نتائج نموذج وليست تنبؤا. الخطة {plan} ({hash})، البذرة {seed}، Bluehelm {version}.",
    },
    "foot.plain": {
        en: "Model output, not a forecast. Made with Bluehelm.",
        fr: "Résultats d’un modèle, pas une prévision. Produit avec Bluehelm.",
        ar: "نتائج نموذج وليست تنبؤا. أعدّت باستخدام Bluehelm.",
    },

    "basis.futures": {
        en: {
            one: "From {n} future of the model for each option, under the plan’s assumptions.",
            other: "From {n} futures of the model for each option, under the plan’s assumptions.",
        },
        fr: {
            one: "D’après {n} futur du modèle par option, sous les hypothèses du plan.",
            other: "D’après {n} futurs du modèle par option, sous les hypothèses du plan.",
        },
        ar: {
            one: "من مسار مستقبلي واحد يحاكيه النموذج لكل خيار، في ظل افتراضات الخطة.",
            two: "من مسارين مستقبليين يحاكيهما النموذج لكل خيار، في ظل افتراضات الخطة.",
            few: "من {n} مسارات مستقبلية يحاكيها النموذج لكل خيار، في ظل افتراضات الخطة.",
            many: "من {n} مسارا مستقبليا يحاكيها النموذج لكل خيار، في ظل افتراضات الخطة.",
            other: "من {n} مسار مستقبلي يحاكيها النموذج لكل خيار، في ظل افتراضات الخطة.",
        },
    },
    "basis.kept": {
        en: "From {kept} futures of the model for each option whose course was kept, under the "
            + "plan’s assumptions.",
        fr: "D’après {kept} futurs du modèle par option dont le déroulement a été conservé, sous "
            + "les hypothèses du plan.",
        ar: "من {kept} من المسارات المستقبلية لكل خيار حُفظ تسلسلها الزمني، في ظل افتراضات الخطة.",
    },
    "basis.counterfactual": {
        en: "Failed futures of the model run again with something changed: counterfactual, in the "
            + "model’s terms.",
        fr: "Futurs manqués du modèle rejoués avec un changement : contrefactuel, aux termes du "
            + "modèle.",
        ar: "مسارات أخفقت في النموذج أعيد تشغيلها مع تغيير ما: افتراض مخالف للواقع ضمن حدود "
            + "النموذج.",
    },
    "basis.one": {
        en: "One future of the model among many, under the plan’s central assumptions.",
        fr: "Un futur du modèle parmi beaucoup d’autres, sous les hypothèses centrales du plan.",
        ar: "مسار مستقبلي واحد من بين مسارات كثيرة، في ظل الافتراضات المركزية للخطة.",
    },
    "basis.plan": {
        en: "What the plan says. No model is involved.",
        fr: "Ce que dit le plan. Aucun modèle n’intervient.",
        ar: "ما تنص عليه الخطة، دون تدخل أي نموذج.",
    },

    "figure.table": { en: "Show numbers", fr: "Afficher les chiffres", ar: "إظهار الأرقام" },
    "figure.no_table": { en: "Hide numbers", fr: "Masquer les chiffres", ar: "إخفاء الأرقام" },
    "figure.save": { en: "Save", fr: "Enregistrer", ar: "حفظ" },
    "figure.failed": {
        en: "The picture could not be saved in this browser.",
        fr: "L’image n’a pas pu être enregistrée dans ce navigateur.",
        ar: "تعذر حفظ الصورة في هذا المتصفح.",
    },

    "table.sorted_up": {
        en: "Sorted by {column}, smallest first",
        fr: "Trié selon {column}, du plus petit au plus grand",
        ar: "مرتب حسب {column} تصاعديا",
    },
    "table.sorted_down": {
        en: "Sorted by {column}, largest first",
        fr: "Trié selon {column}, du plus grand au plus petit",
        ar: "مرتب حسب {column} تنازليا",
    },

    "value.never": { en: "never", fr: "jamais", ar: "لا يتحقق" },
    "value.none": { en: "–", fr: "–", ar: "–" },
    "value.range": { en: "{low} to {high}", fr: "{low} à {high}", ar: "{low} إلى {high}" },
    "value.interval": {
        en: "95 % interval {range}",
        fr: "intervalle à 95 % : {range}",
        ar: "فترة 95%: {range}",
    },
    "value.yes": { en: "yes", fr: "oui", ar: "نعم" },
    "value.no": { en: "no", fr: "non", ar: "لا" },

    "unit.days": {
        en: { one: "day", other: "days" },
        fr: { one: "jour", other: "jours" },
        ar: { zero: "يوم", one: "يوم", two: "يوم", few: "أيام", many: "يوما", other: "يوم" },
    },
    "unit.points": {
        en: { one: "{n} points", other: "{n} points" },
        fr: { one: "{n} point", other: "{n} points" },
        ar: {
            zero: "{n} نقطة",
            one: "{n} نقطة",
            two: "{n} نقطة",
            few: "{n} نقاط",
            many: "{n} نقطة",
            other: "{n} نقطة",
        },
    },
    "unit.persons": {
        en: "persons",
        fr: "personnes",
        ar: { zero: "شخص", one: "شخص", two: "شخص", few: "أشخاص", many: "شخصا", other: "شخص" },
    },
    "unit.per 1 000": { en: "per 1\u202f000", fr: "pour 1\u202f000", ar: "لكل 1000" },
    "unit.per 100 000": { en: "per 100\u202f000", fr: "pour 100\u202f000", ar: "لكل 100,000" },
    "unit.per 10 000": { en: "per 10\u202f000", fr: "pour 10\u202f000", ar: "لكل 10,000" },
    "unit.trucks": {
        en: "trucks",
        fr: "camions",
        ar: {
            zero: "شاحنة",
            one: "شاحنة",
            two: "شاحنة",
            few: "شاحنات",
            many: "شاحنة",
            other: "شاحنة",
        },
    },

    "size.trillion": {
        en: "trillion",
        fr: { one: "billion", many: "billions", other: "billions" },
        ar: "تريليون",
    },
    "size.billion": {
        en: "billion",
        fr: { one: "milliard", many: "milliards", other: "milliards" },
        ar: {
            zero: "مليار",
            one: "مليار",
            two: "مليار",
            few: "مليارات",
            many: "مليار",
            other: "مليار",
        },
    },
    "size.million": {
        en: "million",
        fr: { one: "million", many: "millions", other: "millions" },
        ar: {
            zero: "مليون",
            one: "مليون",
            two: "مليون",
            few: "ملايين",
            many: "مليون",
            other: "مليون",
        },
    },

    "word.named": { en: "{name}: {value}", fr: "{name} : {value}", ar: "{name}: {value}" },
    "word.option": { en: "Option", fr: "Option", ar: "الخيار" },
    "word.date": { en: "Date", fr: "Date", ar: "التاريخ" },
    "word.area": { en: "Area", fr: "Zone", ar: "المنطقة" },
    "word.median": { en: "median", fr: "médiane", ar: "الوسيط" },
    "word.mean": { en: "mean", fr: "moyenne", ar: "المتوسط" },
    "word.q05": { en: "5th percentile", fr: "5e centile", ar: "المئين الخامس" },
    "word.q25": { en: "25th percentile", fr: "25e centile", ar: "المئين 25" },
    "word.q75": { en: "75th percentile", fr: "75e centile", ar: "المئين 75" },
    "word.q95": { en: "95th percentile", fr: "95e centile", ar: "المئين 95" },
    "word.low": { en: "lower end, 95 %", fr: "borne inférieure, 95 %", ar: "الحد الأدنى، 95%" },
    "word.high": { en: "upper end, 95 %", fr: "borne supérieure, 95 %", ar: "الحد الأعلى، 95%" },
};
