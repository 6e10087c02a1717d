/** @file strings.js  What the bar of variants says. */
export const strings = {
    "serve.title": { en: "Variants", fr: "Variantes", ar: "الصيغ البديلة" },
    "serve.lead": {
        en: "This page comes from a server on this computer. A variant is the plan with some numbers "
            + "set otherwise; it is run in full by the program itself, and kept in {folder}.",
        fr: "Cette page vient d’un serveur sur cet ordinateur. Une variante est le plan avec "
            + "certaines valeurs fixées autrement ; le programme l’exécute en entier et la conserve "
            + "dans {folder}.",
        ar: "تأتي هذه الصفحة من خادم على هذا الحاسوب. والصيغة البديلة هي الخطة مع تعديل بعض "
            + "القيم؛ يشغّلها البرنامج نفسه كاملة ويحفظها في {folder}.",
    },
    "serve.table": {
        en: "Variants of the plan",
        fr: "Variantes du plan",
        ar: "الصيغ البديلة للخطة",
    },
    "serve.variant": { en: "Variant", fr: "Variante", ar: "الصيغة البديلة" },
    "serve.settings": { en: "Settings", fr: "Réglages", ar: "الإعدادات" },
    "serve.settings.hint": {
        en: "One path=value on each line, as --set takes them.",
        fr: "Un chemin=valeur par ligne, comme pour --set.",
        ar: "مفتاح=قيمة في كل سطر، كما في ‎--set.",
    },
    "serve.name": { en: "Name", fr: "Nom", ar: "الاسم" },
    "serve.name.hint": {
        en: "1 to 48 of a–z, 0–9, - and _, a letter or digit first.",
        fr: "1 à 48 signes parmi a–z, 0–9, - et _, le premier étant une lettre ou un chiffre.",
        ar: "من 1 إلى 48 من a–z و0–9 و- و_، يبدأ بحرف أو رقم.",
    },
    "serve.futures": { en: "Futures for each option", fr: "Futurs par option",
        ar: "المسارات المستقبلية لكل خيار" },
    "serve.best": { en: "Succeeds most often", fr: "Réussit le plus souvent", ar: "الأكثر نجاحا" },
    "serve.actions": { en: "Actions", fr: "Actions", ar: "إجراءات" },
    "serve.run": { en: "Run", fr: "Exécuter", ar: "تشغيل" },
    "serve.stop": { en: "Stop", fr: "Arrêter", ar: "إيقاف" },
    "serve.compare": { en: "Compare", fr: "Comparer", ar: "مقارنة" },
    "serve.open": { en: "Open its page", fr: "Ouvrir sa page", ar: "فتح صفحتها" },
    "serve.edit": { en: "Edit", fr: "Modifier", ar: "تعديل" },
    "serve.delete": { en: "Delete", fr: "Supprimer", ar: "حذف" },
    "serve.save": { en: "Save variant", fr: "Enregistrer la variante", ar: "حفظ الصيغة البديلة" },
    "serve.take": {
        en: "Take what is moved in the live model",
        fr: "Reprendre les réglages modifiés dans le modèle interactif",
        ar: "أخذ ما جرى تغييره في النموذج التفاعلي",
    },
    "serve.form": { en: "New variant", fr: "Nouvelle variante", ar: "صيغة بديلة جديدة" },
    "serve.as_is": { en: "the plan as it is", fr: "le plan tel quel", ar: "الخطة كما هي" },
    "serve.this_page": {
        en: "shown on this page",
        fr: "affichée sur cette page",
        ar: "معروضة في هذه الصفحة",
    },
    "serve.not_run": { en: "not run yet", fr: "pas encore exécutée", ar: "لم تُشغّل بعد" },
    "serve.none": { en: "no option ever does", fr: "aucune option, jamais", ar: "لا ينجح أي خيار" },
    "serve.saved": {
        en: "Variant {name} is saved.",
        fr: "La variante {name} est enregistrée.",
        ar: "حُفظت الصيغة البديلة {name}.",
    },
    "serve.unreached": {
        en: "The server cannot be reached. It may have been stopped.",
        fr: "Le serveur est injoignable. Il a peut-être été arrêté.",
        ar: "تعذّر الوصول إلى الخادم. ربما أُوقف.",
    },
    "serve.progress": {
        en: "{done} of {total} futures, {rate} a second, {left} s left",
        fr: "{done} futurs sur {total}, {rate} par seconde, encore {left} s",
        ar: "{done} من {total} من المسارات المستقبلية، {rate} في الثانية، بقي {left} ث",
    },
    "serve.progress.name": { en: "Progress of {name}", fr: "Avancement de {name}",
        ar: "تقدّم {name}" },
    "serve.state.waiting": { en: "waiting", fr: "en attente", ar: "في الانتظار" },
    "serve.state.running": { en: "starting", fr: "démarrage", ar: "يبدأ" },
    "serve.state.done": { en: "done", fr: "terminée", ar: "اكتمل" },
    "serve.state.failed": { en: "failed", fr: "échec", ar: "أخفق" },
    "serve.state.stopped": {
        en: "stopped; the same run again goes on from there",
        fr: "arrêtée ; la même exécution reprendra à cet endroit",
        ar: "أُوقف؛ وإعادة التشغيل نفسه تستأنف من هنا",
    },
    "serve.ended.done": { en: "The run of {name} is done.", fr: "L’exécution de {name} est terminée.",
        ar: "اكتمل تشغيل {name}." },
    "serve.ended.failed": { en: "The run of {name} failed.", fr: "L’exécution de {name} a échoué.",
        ar: "أخفق تشغيل {name}." },
    "serve.ended.stopped": { en: "The run of {name} was stopped.",
        fr: "L’exécution de {name} a été arrêtée.", ar: "أُوقف تشغيل {name}." },
    "serve.before": { en: "The plan as it is", fr: "Le plan tel quel", ar: "الخطة كما هي" },
    "serve.after": { en: "The variant", fr: "La variante", ar: "الصيغة البديلة" },
    "serve.change": { en: "Change", fr: "Écart", ar: "التغير" },
    "serve.was": { en: "was {share}", fr: "auparavant {share}", ar: "كانت {share}" },
    "serve.apart": { en: "intervals apart", fr: "intervalles disjoints", ar: "الفترتان منفصلتان" },
    "serve.overlap": { en: "intervals overlap", fr: "intervalles qui se recouvrent",
        ar: "الفترتان متداخلتان" },
    "serve.compared.title": { en: "{name} beside the plan as it is",
        fr: "{name} à côté du plan tel quel", ar: "{name} إلى جانب الخطة كما هي" },
    "serve.compared.success": {
        en: "Share of futures that meet every required goal: the plan as it is and {name}",
        fr: "Part des futurs atteignant tous les objectifs requis : le plan tel quel et {name}",
        ar: "نسبة المسارات التي تحقق جميع الأهداف المطلوبة: الخطة كما هي و{name}",
    },
    "serve.compared.alt": {
        en: "{option}: {before} before, {after} after.",
        fr: "{option} : {before} avant, {after} après.",
        ar: "{option}: ‏{before} قبل، و{after} بعد.",
    },
    "serve.compared.goals": { en: "Chance of each goal with {name}",
        fr: "Probabilité de chaque objectif avec {name}", ar: "احتمال كل هدف مع {name}" },
    "serve.compared.same": {
        en: "Both from the same {n} futures for each option: the same draws and the same luck.",
        fr: "Les deux d’après les mêmes {n} futurs par option : mêmes tirages et même hasard.",
        ar: "كلتاهما من المسارات المستقبلية نفسها وعددها {n} لكل خيار: السحبات نفسها والمصادفات "
            + "نفسها.",
    },
    "serve.compared.other": {
        en: "The plan from {before} futures, the variant from {after}: not the same futures. Run "
            + "both through the same number for a closer comparison.",
        fr: "Le plan d’après {before} futurs, la variante d’après {after} : pas les mêmes futurs. "
            + "Exécutez les deux avec le même nombre pour mieux comparer.",
        ar: "حُسبت الخطة من {before} من المسارات، والصيغة البديلة من {after}: ليست المسارات "
            + "نفسها. ولمقارنة أدق ينبغي تشغيل الاثنتين بالعدد نفسه.",
    },
};
