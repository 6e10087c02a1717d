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
        en: "It shows what follows from the plan and its assumptions. Most stances and many numbers "
            + "are judgements: read the register of assumptions before using any figure.",
        fr: "Il montre ce qui découle du plan et de ses hypothèses. La plupart des positions et beaucoup "
            + "de chiffres sont des jugements : lisez le registre des hypothèses avant d’utiliser un "
            + "chiffre.",
        ar: "تبين ما يترتب على الخطة وافتراضاتها. ومعظم المواقف وكثير من الأرقام تقديرات: يرجى الاطلاع "
            + "على سجل الافتراضات قبل استعمال أي رقم.",
    },
    "head.incomplete": {
        en: "This study is not complete. The numbers rest on the futures done so far.",
        fr: "Cette étude n’est pas terminée. Les chiffres reposent sur les futurs calculés jusqu’ici.",
        ar: "هذه الدراسة غير مكتملة. تستند الأرقام إلى المسارات المحسوبة حتى الآن.",
    },
    "head.plan": { en: "Plan", fr: "Plan", ar: "الخطة" },
    "head.time": { en: "Time", fr: "Période", ar: "الفترة" },
    "head.time.value": {
        en: { one: "{start} to {end}, {n} day", other: "{start} to {end}, {n} days" },
        fr: { one: "{start} – {end}, {n} jour", other: "{start} – {end}, {n} jours" },
        ar: { zero: "{start} – {end}، {n} يوم", one: "{start} – {end}، يوم واحد",
            two: "{start} – {end}، يومان", few: "{start} – {end}، {n} أيام",
            many: "{start} – {end}، {n} يوما", other: "{start} – {end}، {n} يوم" },
    },
    "head.futures": { en: "Futures", fr: "Futurs", ar: "المسارات المستقبلية" },
    "head.futures.value": {
        en: "{n} for each of {options} options",
        fr: "{n} pour chacune des {options} options",
        ar: "{n} لكل خيار من {options} خيارات",
    },
    "head.design": { en: "Design", fr: "Échantillonnage", ar: "تصميم العينة" },
    "head.seed": { en: "seed {seed}", fr: "graine {seed}", ar: "البذرة {seed}" },
    "head.version": { en: "Made with", fr: "Produit avec", ar: "أعدّ باستخدام" },
};
