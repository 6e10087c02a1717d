/** @file strings.js  Strings of the model one can move. */
export const strings = {
    "live.title": { en: "Move an assumption", fr: "Modifier une hypothèse", ar: "تغيير افتراض" },
    "live.lead": {
        en: "This page carries the model itself. Move a control and it runs again, here, on the "
            + "same futures and the same luck as before the move, so what changes comes from the "
            + "move alone.",
        fr: "Cette page contient le modèle lui-même. Modifiez un réglage et il est recalculé, ici "
            + "même, sur les mêmes futurs et avec le même hasard : ce qui change vient du seul "
            + "réglage.",
        ar: "تحتوي هذه الصفحة على النموذج نفسه. عند تغيير أي عنصر يعاد تشغيله هنا على المسارات "
            + "نفسها وبالمصادفات نفسها، فما يتغير ناتج عن ذلك العنصر وحده.",
    },
    "live.caution": {
        en: "It explores what follows from assumptions; it does not predict. A control that is "
            + "moved fixes its number in all futures; a number that is not moved is drawn from "
            + "its range, as in the study. So fixing a number removes what was uncertain about "
            + "it: compare two fixed values before reading much into one.",
        fr: "Il explore ce qui découle d’hypothèses ; il ne prédit rien. Un réglage modifié fixe "
            + "sa valeur dans tous les futurs ; une valeur non modifiée est tirée de sa "
            + "fourchette, comme dans l’étude. Fixer une valeur supprime donc son incertitude : "
            + "comparez deux valeurs fixées avant d’en tirer une conclusion.",
        ar: "الغرض استكشاف ما يترتب على الافتراضات لا التنبؤ. والعنصر الذي يُغيَّر تثبت قيمته في "
            + "جميع المسارات؛ أما ما لم يُغيَّر فيُسحب من نطاقه كما في الدراسة. فتثبيت الرقم يزيل "
            + "ما فيه من عدم يقين: ينبغي مقارنة قيمتين مثبتتين قبل استخلاص أي نتيجة.",
    },
    "live.none": {
        en: "This page does not carry the model: the program that wrote it could not read the "
            + "plan again as it was. Numbers above are those of the study; moved numbers can be "
            + "run with the program, by --set.",
        fr: "Cette page ne contient pas le modèle : le programme qui l’a écrite n’a pas pu relire "
            + "le plan tel qu’il était. Les chiffres ci-dessus sont ceux de l’étude ; d’autres "
            + "valeurs peuvent être calculées avec le programme, par --set.",
        ar: "لا تحتوي هذه الصفحة على النموذج: تعذر على البرنامج الذي كتبها أن يقرأ الخطة كما "
            + "كانت. الأرقام أعلاه أرقام الدراسة، ويمكن حساب قيم أخرى بواسطة البرنامج باستعمال "
            + "‎--set.",
    },
    "live.no_engine": {
        en: "The model cannot run in this browser ({reason}). Everything else on this page works. "
            + "Settings can still be made here and run with the program: the command below does "
            + "it.",
        fr: "Le modèle ne peut pas fonctionner dans ce navigateur ({reason}). Le reste de la page "
            + "fonctionne. Les réglages peuvent être faits ici et calculés avec le programme : la "
            + "commande ci-dessous le fait.",
        ar: "لا يمكن تشغيل النموذج في هذا المتصفح ({reason}). وسائر الصفحة يعمل. ويمكن ضبط "
            + "العناصر هنا وحسابها بواسطة البرنامج بالأمر الوارد أدناه.",
    },
    "live.no_wasm": { en: "it has no WebAssembly", fr: "il n’a pas WebAssembly",
        ar: "لا يدعم WebAssembly" },

    "live.controls": { en: "Controls", fr: "Réglages", ar: "عناصر التحكم" },
    "live.group.lever": { en: "Levers: what a planner may choose", fr: "Leviers : ce qu’un "
        + "planificateur peut choisir", ar: "الروافع: ما يمكن للمخطط اختياره" },
    "live.group.obstacle": { en: "Obstacles, lifted", fr: "Obstacles, levés",
        ar: "العقبات، بعد إزالتها" },
    "live.group.assumption": {
        en: "Assumptions that matter most", fr: "Hypothèses qui comptent le plus",
        ar: "الافتراضات الأكثر أهمية",
    },
    "live.group.obstacle.note": {
        en: "Lifting is free and complete here: the settings the plan gives for it.",
        fr: "La levée est ici gratuite et complète, selon les réglages donnés par le plan.",
        ar: "الإزالة هنا كاملة وبلا كلفة، بالقيم التي تحددها الخطة.",
    },
    "live.paper": {
        en: "On the screen assumptions can be moved here and the model run anew; nothing was "
            + "moved when this was printed.",
        fr: "À l’écran, on peut ici modifier des hypothèses et relancer le modèle ; rien n’était "
            + "modifié à l’impression.",
        ar: "يمكن هنا على الشاشة تغيير الافتراضات وإعادة تشغيل النموذج؛ ولم يكن شيء قد غُيّر عند "
            + "الطباعة.",
    },
    "live.lifted.count": {
        en: { one: "{n} lifted", other: "{n} lifted" },
        fr: { one: "{n} levé", many: "{n} levés", other: "{n} levés" },
        ar: { zero: "لم تُزل أي عقبة", one: "أزيلت عقبة واحدة", two: "أزيلت عقبتان",
            few: "أزيلت {n} عقبات", many: "أزيلت {n} عقبة", other: "أزيلت {n} عقبة" },
    },
    "live.moved.count": {
        en: { one: "{n} moved", other: "{n} moved" },
        fr: { one: "{n} modifié", many: "{n} modifiés", other: "{n} modifiés" },
        ar: { zero: "لا تغيير", one: "تغيير واحد", two: "تغييران", few: "{n} تغييرات",
            many: "{n} تغييرا", other: "{n} تغيير" },
    },
    "live.field": { en: "{title}: value", fr: "{title} : valeur", ar: "{title}: القيمة" },
    "live.as_study": {
        en: "as in the study: {low} to {high}, centre {value}",
        fr: "comme dans l’étude : {low} à {high}, centre {value}",
        ar: "كما في الدراسة: {low} إلى {high}، المركز {value}",
    },
    "live.as_study.fixed": {
        en: "as in the study: {value}", fr: "comme dans l’étude : {value}",
        ar: "كما في الدراسة: {value}",
    },
    "live.fixed": {
        en: "fixed at {value} (study: {low} to {high}, centre {centre})",
        fr: "fixé à {value} (étude : {low} à {high}, centre {centre})",
        ar: "مثبت عند {value} (الدراسة: {low} إلى {high}، المركز {centre})",
    },
    "live.fixed.fixed": {
        en: "set to {value} (study: {centre})", fr: "fixé à {value} (étude : {centre})",
        ar: "مثبت عند {value} (الدراسة: {centre})",
    },
    "live.outside": {
        en: "outside what the plan gives for this control ({low} to {high})",
        fr: "hors de ce que le plan prévoit pour ce réglage ({low} à {high})",
        ar: "خارج ما تحدده الخطة لهذا العنصر ({low} إلى {high})",
    },
    "live.unreadable": {
        en: "This is not a value the plan could have; the control stays as it was.",
        fr: "Cette valeur ne peut figurer dans le plan ; le réglage reste inchangé.",
        ar: "هذه ليست قيمة ممكنة في الخطة؛ يبقى العنصر كما كان.",
    },
    "live.fixed_in": {
        en: "No effect on {options}, which set this number themselves.",
        fr: "Sans effet sur {options}, qui fixent elles-mêmes cette valeur.",
        ar: "لا أثر له في {options}، لأنها تحدد هذا الرقم بنفسها.",
    },
    "live.lifts": { en: "sets {settings}", fr: "fixe {settings}", ar: "يضبط {settings}" },
    "live.reset": { en: "Reset", fr: "Rétablir", ar: "استعادة" },
    "live.reset.more": { en: ": {title}", fr: " : {title}", ar: ": {title}" },
    "live.reset.all": { en: "Reset all", fr: "Tout réinitialiser", ar: "إعادة ضبط الكل" },
    "live.reset.done": {
        en: "All controls are as in the study.", fr: "Tous les réglages sont comme dans l’étude.",
        ar: "جميع العناصر كما في الدراسة.",
    },

    "live.status.idle": {
        en: "Nothing is moved. Move a control to see what it does.",
        fr: "Rien n’est modifié. Modifiez un réglage pour voir son effet.",
        ar: "لم يتغير شيء. يمكن تغيير أحد العناصر لمعرفة أثره.",
    },
    "live.status.computing": {
        en: "Computing: {done} of {total} futures", fr: "Calcul : {done} futurs sur {total}",
        ar: "جار الحساب: {done} من {total} من المسارات",
    },
    "live.rests": {
        en: { one: "{n} future so far", other: "{n} futures so far" },
        fr: { one: "{n} futur jusqu’ici", many: "{n} futurs jusqu’ici",
            other: "{n} futurs jusqu’ici" },
        ar: { zero: "{n} مسار حتى الآن", one: "{n} مسار حتى الآن", two: "{n} مسار حتى الآن",
            few: "{n} مسارات حتى الآن", many: "{n} مسارا حتى الآن", other: "{n} مسار حتى الآن" },
    },
    "live.status.starting": {
        en: "Starting the model", fr: "Démarrage du modèle", ar: "جار تشغيل النموذج",
    },
    "live.status.study": {
        en: "Computing the study’s own setting, to compare with",
        fr: "Calcul du réglage de l’étude, pour comparaison",
        ar: "جار حساب وضع الدراسة للمقارنة",
    },
    "live.status.done": {
        en: "Done: {n} futures for each option, in {seconds} s",
        fr: "Terminé : {n} futurs par option, en {seconds} s",
        ar: "تم: {n} من المسارات لكل خيار في {seconds} ث",
    },
    "live.status.failed": {
        en: "The model did not run: {reason}", fr: "Le modèle n’a pas fonctionné : {reason}",
        ar: "لم يعمل النموذج: {reason}",
    },
    "live.status.problems": {
        en: "The plan cannot be read with these settings; what is shown is from before.",
        fr: "Le plan ne peut être lu avec ces réglages ; ce qui est affiché date d’avant.",
        ar: "لا يمكن قراءة الخطة بهذه القيم؛ والمعروض سابق لها.",
    },
    "live.problem.other": { en: "The plan reader says", fr: "Le lecteur de plans dit",
        ar: "قارئ الخطط" },
    "live.ignored": {
        en: { one: "{n} setting in the address is not one this page knows; it is left out.",
            other: "{n} settings in the address are not ones this page knows; they are left out." },
        fr: { one: "{n} réglage de l’adresse est inconnu de cette page ; il est ignoré.",
            many: "{n} réglages de l’adresse sont inconnus de cette page ; ils sont ignorés.",
            other: "{n} réglages de l’adresse sont inconnus de cette page ; ils sont ignorés." },
        ar: { one: "في العنوان قيمة واحدة لا تعرفها هذه الصفحة فأهملت.",
            two: "في العنوان قيمتان لا تعرفهما هذه الصفحة فأهملتا.",
            few: "في العنوان {n} قيم لا تعرفها هذه الصفحة فأهملت.",
            many: "في العنوان {n} قيمة لا تعرفها هذه الصفحة فأهملت.",
            other: "في العنوان {n} قيمة لا تعرفها هذه الصفحة فأهملت." },
    },

    "live.before": { en: "before", fr: "avant", ar: "قبل" },
    "live.after": { en: "after", fr: "après", ar: "بعد" },
    "live.mean.before": { en: "mean before", fr: "moyenne avant", ar: "المتوسط قبل" },
    "live.mean.after": { en: "mean after", fr: "moyenne après", ar: "المتوسط بعد" },
    "live.change": { en: "Change (95 % interval)", fr: "Changement (intervalle à 95 %)",
        ar: "التغير (فترة 95%)" },
    "live.unclear": { en: "could be none", fr: "peut-être aucun", ar: "قد لا يكون هناك تغير" },
    "live.same": { en: "no change", fr: "aucun changement", ar: "لا تغير" },
    "live.success": {
        en: "Futures that meet every required goal, before and after",
        fr: "Futurs atteignant tous les objectifs requis, avant et après",
        ar: "المسارات التي تحقق جميع الأهداف المطلوبة، قبل وبعد",
    },
    "live.success.note": {
        en: "Hollow: before. Filled: after. Bars: 95 % interval. The change is that of single "
            + "futures, on the same luck, and so better known than either share.",
        fr: "Vide : avant. Plein : après. Barres : intervalle à 95 %. Le changement est celui de "
            + "chaque futur, avec le même hasard ; il est donc mieux connu que les parts "
            + "elles-mêmes.",
        ar: "المفرغ: قبل. المملوء: بعد. الأشرطة: فترة 95%. والتغير محسوب لكل مسار بالمصادفات "
            + "نفسها، فهو أدق من أي من النسبتين.",
    },
    "live.success.note.idle": {
        en: "As in the study, on plain draws. Bars: 95 % interval.",
        fr: "Comme dans l’étude, sur tirages simples. Barres : intervalle à 95 %.",
        ar: "كما في الدراسة، بسحب عشوائي بسيط. الأشرطة: فترة 95%.",
    },
    "live.success.alt": {
        en: "{option}: {before} before, {after} after",
        fr: "{option} : {before} avant, {after} après",
        ar: "{option}: {before} قبل، {after} بعد",
    },
    "live.success.alt.idle": { en: "{option}: {before}", fr: "{option} : {before}",
        ar: "{option}: {before}" },
    "live.measures": {
        en: "Measures of one option",
        fr: "Critères d’une option",
        ar: "معايير أحد الخيارات",
    },
    "live.measures.caption": {
        en: "{option}: mean of each measure before and after",
        fr: "{option} : moyenne de chaque critère, avant et après",
        ar: "{option}: متوسط كل معيار قبل وبعد",
    },
    "live.measure": { en: "Measure", fr: "Critère", ar: "المعيار" },
    "live.met": { en: "goal met in {share}", fr: "objectif atteint : {share}",
        ar: "تحقق الهدف في {share}" },
    "live.reached": { en: "reached in {share}", fr: "atteint : {share}", ar: "تحقق في {share}" },
    "live.fan": {
        en: "{quantity}: {option}, before and after", fr: "{quantity} : {option}, avant et après",
        ar: "{quantity}: {option}، قبل وبعد",
    },
    "live.fan.idle": {
        en: "{quantity}: {option}", fr: "{quantity} : {option}", ar: "{quantity}: {option}",
    },
    "live.fan.note": {
        en: "Line: median. Dark: the middle half of the futures. Light: nine in ten.",
        fr: "Ligne : médiane. Foncé : la moitié centrale des futurs. Clair : neuf sur dix.",
        ar: "الخط: الوسيط. الداكن: النصف الأوسط من المسارات. الفاتح: تسعة من عشرة.",
    },
    "live.fan.alt": {
        en: "Median at the end: {before} before, {after} after.",
        fr: "Médiane à la fin : {before} avant, {after} après.",
        ar: "الوسيط في النهاية: {before} قبل، {after} بعد.",
    },
    "live.fan.alt.idle": {
        en: "Median at the end: {before}.", fr: "Médiane à la fin : {before}.",
        ar: "الوسيط في النهاية: {before}.",
    },
    "live.choose.option": { en: "Option", fr: "Option", ar: "الخيار" },
    "live.choose.series": { en: "Over time", fr: "Dans le temps", ar: "عبر الزمن" },

    "live.share": { en: "Keep or share this setting", fr: "Garder ou partager ce réglage",
        ar: "حفظ هذا الوضع أو مشاركته" },
    "live.share.note": {
        en: "The address of this page holds the setting. The command makes the same futures with "
            + "the program, number by number.",
        fr: "L’adresse de cette page contient le réglage. La commande produit les mêmes futurs "
            + "avec le programme, valeur par valeur.",
        ar: "يتضمن عنوان هذه الصفحة هذا الوضع. وينتج الأمر المسارات نفسها بواسطة البرنامج "
            + "رقما برقم.",
    },
    "live.command": { en: "Command", fr: "Commande", ar: "الأمر" },
    "live.copy.command": { en: "Copy as command", fr: "Copier la commande", ar: "نسخ الأمر" },
    "live.copy.link": { en: "Copy link", fr: "Copier le lien", ar: "نسخ الرابط" },
    "live.copied": { en: "Copied.", fr: "Copié.", ar: "تم النسخ." },
    "live.copy.failed": {
        en: "The browser does not let this page copy; the text is selected.",
        fr: "Le navigateur ne permet pas de copier ; le texte est sélectionné.",
        ar: "لا يسمح المتصفح بالنسخ؛ وقد حُدد النص.",
    },
    "live.announce": {
        en: "Done with {n} futures. {list}", fr: "Terminé avec {n} futurs. {list}",
        ar: "تم بعدد {n} من المسارات. {list}",
    },
};
