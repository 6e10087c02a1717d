/** @file model.js  Strings: what the program, not the plan, gives names to. Where an id is
 *  missing here the document's own words stand. */
export const strings = {
    "output.ready_day": {
        en: "Force first at its requirement",
        fr: "Force au niveau requis pour la première fois",
        ar: "أول بلوغ للقوة حجمها المطلوب",
    },
    "output.in_time": {
        en: "Force ready by its due date",
        fr: "Force prête à l’échéance",
        ar: "جاهزية القوة في موعدها",
    },
    "output.cost": { en: "Paid in all", fr: "Total payé", ar: "مجموع المدفوع" },
    "output.unfunded": {
        en: "Billed and never paid",
        fr: "Facturé et jamais payé",
        ar: "فواتير لم تسدد",
    },
    "output.relapses": {
        en: "Times war came back",
        fr: "Reprises de la guerre",
        ar: "مرات عودة الحرب",
    },
    "output.civilian_deaths": {
        en: "Civilians killed in incidents",
        fr: "Civils tués dans des incidents",
        ar: "المدنيون القتلى في الحوادث",
    },
    "output.force_deaths": {
        en: "Personnel killed",
        fr: "Personnel tué",
        ar: "القتلى من أفراد القوة",
    },
    "output.excess_deaths": {
        en: "Deaths above the baseline, violence left out",
        fr: "Décès au-dessus du niveau de référence, hors violences",
        ar: "الوفيات الزائدة عن المستوى المرجعي، دون العنف",
    },
    "output.displaced_end": {
        en: "Displaced persons at the end",
        fr: "Personnes déplacées à la fin",
        ar: "النازحون في نهاية الفترة",
    },
    "output.peak_force": {
        en: "Most personnel deployed",
        fr: "Effectif déployé maximal",
        ar: "أقصى عدد من الأفراد المنتشرين",
    },

    "line.relief": { en: "relief", fr: "aide humanitaire", ar: "الإغاثة" },
    "line.personnel": { en: "force personnel", fr: "personnel de la force", ar: "أفراد القوة" },
    "line.pay": { en: "local pay", fr: "soldes locales", ar: "رواتب القوة المحلية" },
    "line.training": {
        en: "recruitment and training",
        fr: "recrutement et formation",
        ar: "التجنيد والتدريب",
    },
    "line.equipment": {
        en: "equipment on deployment",
        fr: "équipement au déploiement",
        ar: "التجهيز عند الانتشار",
    },
    "line.operations": { en: "operations", fr: "opérations", ar: "العمليات" },
    "line.civil_service": {
        en: "civil-service pay",
        fr: "traitements de la fonction publique",
        ar: "رواتب الخدمة المدنية",
    },
    "line.reconstruction": { en: "reconstruction", fr: "reconstruction", ar: "إعادة الإعمار" },

    "design.latin hypercube": {
        en: "Latin hypercube",
        fr: "hypercube latin",
        ar: "المكعب اللاتيني الفائق",
    },
    "design.monte carlo": { en: "Monte Carlo", fr: "Monte-Carlo", ar: "مونت كارلو" },

    "confidence.high": { en: "high", fr: "élevée", ar: "مرتفعة" },
    "confidence.medium": { en: "medium", fr: "moyenne", ar: "متوسطة" },
    "confidence.low": { en: "low", fr: "faible", ar: "منخفضة" },

    "distribution.uniform": { en: "uniform", fr: "uniforme", ar: "منتظم" },
    "distribution.triangular": { en: "triangular", fr: "triangulaire", ar: "مثلثي" },
    "distribution.loguniform": { en: "log-uniform", fr: "log-uniforme", ar: "لوغاريتمي منتظم" },
    "distribution.normal": { en: "normal", fr: "normale", ar: "طبيعي" },
    "distribution.lognormal": { en: "log-normal", fr: "log-normale", ar: "لوغاريتمي طبيعي" },

    "stage.deployed": { en: "deployed", fr: "déployés", ar: "منتشرون" },
    "stage.ready": {
        en: "ready, waiting for lift or money",
        fr: "prêts, en attente de transport ou de fonds",
        ar: "جاهزون، في انتظار النقل أو التمويل",
    },
    "stage.field": { en: "field phase", fr: "phase de terrain", ar: "المرحلة الميدانية" },
    "stage.training": { en: "in training", fr: "en formation", ar: "قيد التدريب" },
    "stage.vetted": {
        en: "vetted, waiting for a seat",
        fr: "agréés, en attente d’une place",
        ar: "اجتازوا التدقيق، في انتظار مقعد",
    },
    "stage.vetting": { en: "in vetting", fr: "en cours de vérification", ar: "قيد التدقيق الأمني" },
    "stage.preparing": {
        en: "preparing at home",
        fr: "en préparation dans leur pays",
        ar: "قيد الإعداد في بلدانهم",
    },
    "stage.pledged": {
        en: "pledged, conditions not met",
        fr: "promis, conditions non remplies",
        ar: "متعهد بهم، لم تستوف الشروط",
    },

    "metric.maximin": {
        en: "worst future (maximin)",
        fr: "pire futur (maximin)",
        ar: "أسوأ مسار (ماكسيمين)",
    },
    "metric.maximax": {
        en: "best future (maximax)",
        fr: "meilleur futur (maximax)",
        ar: "أفضل مسار (ماكسيماكس)",
    },
    "metric.hurwicz": {
        en: "between worst and best (Hurwicz)",
        fr: "entre le pire et le meilleur (Hurwicz)",
        ar: "بين الأسوأ والأفضل (هورويتز)",
    },
    "metric.laplace": { en: "mean (Laplace)", fr: "moyenne (Laplace)", ar: "المتوسط (لابلاس)" },
    "metric.worst_regret": { en: "worst regret", fr: "pire regret", ar: "أقصى ندم" },
    "metric.p90_regret": {
        en: "regret, 90th percentile",
        fr: "regret, 90e centile",
        ar: "الندم، المئين 90",
    },
    "metric.mean_variance": {
        en: "mean against spread",
        fr: "moyenne rapportée à la dispersion",
        ar: "المتوسط مقابل التشتت",
    },
    "metric.undesirable": {
        en: "fall below the median",
        fr: "chute sous la médiane",
        ar: "الانحراف دون الوسيط",
    },
    "metric.skew": {
        en: "skew toward the good end",
        fr: "asymétrie vers le bon côté",
        ar: "الالتواء نحو الطرف الجيد",
    },
    "metric.kurtosis": { en: "concentration", fr: "concentration", ar: "التركز" },
    "metric.satisficing": {
        en: "share of futures that satisfy",
        fr: "part des futurs satisfaisants",
        ar: "نسبة المسارات المرضية",
    },
};
