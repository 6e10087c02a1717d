/** @file about.js  Strings: register, sources, limits, doing it again, licences. */
export const strings = {
    "register.title": {
        en: "Register of assumptions",
        fr: "Registre des hypothèses",
        ar: "سجل الافتراضات",
    },
    "register.lead": {
        en: {
            one: "{n} number of the plan, {assumed} of them assumed without a public source. "
                + "Numbers the plan leaves out have the defaults of the plan reference.",
            other: "{n} numbers of the plan, {assumed} of them assumed without a public source. "
                + "Numbers the plan leaves out have the defaults of the plan reference.",
        },
        fr: {
            one: "{n} valeur dans le plan ; supposées sans source publique : {assumed}. Les "
                + "valeurs omises sont celles par défaut de la référence des plans.",
            other: "{n} valeurs dans le plan ; supposées sans source publique : {assumed}. Les "
                + "valeurs omises sont celles par défaut de la référence des plans.",
        },
        ar: {
            zero: "لا أرقام في الخطة. أما ما لم يرد فيها فيأخذ القيم الافتراضية الواردة في دليل "
                + "الخطط.",
            one: "رقم واحد في الخطة، والمفترض بلا مصدر منشور {assumed}. أما ما لم يرد في الخطة "
                + "فيأخذ القيم الافتراضية الواردة في دليل الخطط.",
            two: "رقمان في الخطة، عدد المفترض منهما بلا مصدر منشور {assumed}. أما ما لم يرد في "
                + "الخطة فيأخذ القيم الافتراضية الواردة في دليل الخطط.",
            few: "{n} أرقام في الخطة، عدد المفترض منها بلا مصدر منشور {assumed}. أما ما لم يرد "
                + "في الخطة فيأخذ القيم الافتراضية الواردة في دليل الخطط.",
            many: "{n} رقما في الخطة، عدد المفترض منها بلا مصدر منشور {assumed}. أما ما لم يرد "
                + "في الخطة فيأخذ القيم الافتراضية الواردة في دليل الخطط.",
            other: "{n} رقم في الخطة، عدد المفترض منها بلا مصدر منشور {assumed}. أما ما لم يرد "
                + "في الخطة فيأخذ القيم الافتراضية الواردة في دليل الخطط.",
        },
    },
    "register.weight.note": {
        en: "How much a number matters: the largest share of the variance of success, over "
            + "options, that goes when it is known; a dash where it does no more than chance. "
            + "What matters most comes first.",
        fr: "Importance d’une valeur : la plus grande part, parmi les options, de la variance de "
            + "la réussite qui disparaît quand on la connaît ; un tiret si elle ne fait pas plus "
            + "que le hasard. Les plus importantes d’abord.",
        ar: "أهمية الرقم: أكبر حصة، بين الخيارات، من تباين النجاح تزول بمعرفته؛ وشرطة حيث لا "
            + "يتجاوز أثر المصادفة. ويرد الأهم أولا.",
    },
    "register.caption": { en: "Numbers of the plan", fr: "Valeurs du plan", ar: "أرقام الخطة" },
    "register.number": { en: "Number", fr: "Valeur", ar: "الرقم" },
    "register.central": { en: "Central value", fr: "Valeur centrale", ar: "القيمة المركزية" },
    "register.range": { en: "Range", fr: "Fourchette", ar: "النطاق" },
    "register.source": { en: "Source and note", fr: "Source et note", ar: "المصدر والملاحظات" },
    "register.confidence": { en: "Confidence", fr: "Confiance", ar: "الموثوقية" },
    "register.weight": { en: "Matters", fr: "Importance", ar: "الأهمية" },
    "register.assumed": { en: "assumed", fr: "supposée", ar: "مفترض" },
    "register.search": { en: "Search", fr: "Chercher", ar: "بحث" },
    "register.choice": { en: "Show", fr: "Afficher", ar: "عرض" },
    "register.choice.all": { en: "all numbers", fr: "toutes les valeurs", ar: "جميع الأرقام" },
    "register.choice.ranges": { en: "with a range", fr: "avec une fourchette", ar: "ذات النطاق" },
    "register.choice.assumed": { en: "assumed", fr: "supposées", ar: "المفترضة" },
    "register.choice.weak": {
        en: "assumed or of low confidence",
        fr: "supposées ou peu sûres",
        ar: "المفترضة أو منخفضة الموثوقية",
    },
    "register.all": { en: "Show all {n}", fr: "Afficher les {n}", ar: "عرض الكل ({n})" },
    "register.count": {
        en: "{shown} of {all} shown",
        fr: "{shown} sur {all} affichées",
        ar: "المعروض {shown} من {all}",
    },

    "sources.title": { en: "Sources", fr: "Sources", ar: "المصادر" },
    "sources.accessed": {
        en: "accessed {date}",
        fr: "consulté le {date}",
        ar: "اطُّلع عليه في {date}",
    },

    "limits.title": {
        en: "What this model cannot tell",
        fr: "Ce que ce modèle ne peut pas dire",
        ar: "ما لا يستطيع هذا النموذج قوله",
    },
    "limits.minds": {
        en: "It has no opponents who plan: armed groups are numbers that react, not minds.",
        fr: "Il n’a pas d’adversaires qui planifient : les groupes armés sont des nombres qui "
            + "réagissent, non des esprits.",
        ar: "ليس فيه خصوم يخططون: فالجماعات المسلحة أعداد تتفاعل لا عقول تفكر.",
    },
    "limits.intervals": {
        en: "Intervals are those of sampling and of the ranges in the register. They do not hold "
            + "what the model leaves out, so the truth may lie outside.",
        fr: "Les intervalles sont ceux de l’échantillonnage et des fourchettes du registre. Ils "
            + "ne contiennent pas ce que le modèle omet ; la vérité peut donc se trouver en "
            + "dehors.",
        ar: "الفترات هي فترات المعاينة ونطاقات السجل. وهي لا تشمل ما يغفله النموذج، ولذلك قد تقع "
            + "الحقيقة خارجها.",
    },
    "limits.bargaining": {
        en: "Parties bargain by the rule that the plan sets ({key}; a compromise rule when it "
            + "sets none). On 351 decisions with known outcomes the best rule tried missed by "
            + "about 22 points of 100 on average.",
        fr: "Les parties négocient selon la règle fixée par le plan ({key} ; une règle de "
            + "compromis sinon). Sur 351 décisions aux résultats connus, la meilleure règle "
            + "essayée s’est trompée d’environ 22 points sur 100 en moyenne.",
        ar: "تتفاوض الأطراف وفق القاعدة التي تحددها الخطة ({key}، وإلا فقاعدة توافقية). وفي 351 "
            + "قرارا معلومة النتائج أخطأت أفضل قاعدة جُربت بنحو 22 نقطة من 100 في المتوسط.",
    },
    "limits.independent": {
        en: "Ranges are drawn independently of each other unless one number sets both.",
        fr: "Les fourchettes sont tirées indépendamment les unes des autres, sauf si une même "
            + "valeur les fixe.",
        ar: "تُسحب القيم من النطاقات مستقلة بعضها عن بعض ما لم يحددها رقم واحد.",
    },
    "limits.areas": {
        en: "Areas and totals only: nothing here is about persons, places or targets.",
        fr: "Des zones et des totaux seulement : rien ici ne concerne des personnes, des lieux ou "
            + "des cibles.",
        ar: "مناطق ومجاميع فقط: لا شيء هنا يتعلق بأشخاص أو مواقع أو أهداف بعينها.",
    },
    "limits.goals": {
        en: "Goals and thresholds are choices of whoever wrote the plan. Change them and compare "
            + "again.",
        fr: "Les objectifs et les seuils sont des choix des auteurs du plan. Changez-les et "
            + "comparez à nouveau.",
        ar: "الأهداف والعتبات من اختيار واضعي الخطة. ويمكن تغييرها ثم إعادة المقارنة.",
    },

    "again.title": {
        en: "How to do this again",
        fr: "Comment refaire ceci",
        ar: "كيفية إعادة إنتاج النتائج",
    },
    "again.lead": {
        en: "The results file holds the plan. The same plan, seed and number of futures give the "
            + "same bytes on any machine. PLAN stands for the plan’s folder or file.",
        fr: "Le fichier de résultats contient le plan. Le même plan, la même graine et le même "
            + "nombre de futurs donnent les mêmes octets sur toute machine. PLAN désigne le "
            + "dossier ou le fichier du plan.",
        ar: "يحتوي ملف النتائج على الخطة. والخطة نفسها والبذرة نفسها وعدد المسارات نفسه تعطي "
            + "البايتات نفسها على أي حاسوب. وتدل كلمة PLAN على مجلد الخطة أو ملفها.",
    },
    "again.commands": { en: "Commands", fr: "Commandes", ar: "الأوامر" },
    "again.copy": { en: "Copy", fr: "Copier", ar: "نسخ" },
    "again.copied": { en: "Copied", fr: "Copié", ar: "تم النسخ" },
    "again.not_copied": {
        en: "This browser does not let the page copy.",
        fr: "Ce navigateur ne permet pas à la page de copier.",
        ar: "لا يسمح هذا المتصفح للصفحة بالنسخ.",
    },
    "again.seed": { en: "Seed", fr: "Graine", ar: "البذرة" },
    "again.design": { en: "Design", fr: "Échantillonnage", ar: "تصميم العينة" },
    "again.version": { en: "Version", fr: "Version", ar: "الإصدار" },
    "again.plan": {
        en: "The plan as the program read it",
        fr: "Le plan tel que le programme l’a lu",
        ar: "الخطة كما قرأها البرنامج",
    },

    "licences.title": { en: "Licences", fr: "Licences", ar: "التراخيص" },
    "licences.lead": {
        en: "This page uses no network. It was made by Bluehelm, with modules of d3 for scales "
            + "and shapes.",
        fr: "Cette page n’utilise aucun réseau. Elle a été produite par Bluehelm, avec des "
            + "modules de d3 pour les échelles et les formes.",
        ar: "لا تستخدم هذه الصفحة الشبكة. وقد أعدها Bluehelm بالاستعانة بوحدات من d3 للمقاييس "
            + "والأشكال.",
    },
    "licences.bluehelm": {
        en: "Bluehelm: the program, its engine and this page (MIT)",
        fr: "Bluehelm : le programme, son moteur et cette page (MIT)",
        ar: "Bluehelm: البرنامج ومحركه وهذه الصفحة (MIT)",
    },
    "licences.others": {
        en: "Works of others in this file",
        fr: "Travaux de tiers dans ce fichier",
        ar: "أعمال الآخرين في هذا الملف",
    },
};
