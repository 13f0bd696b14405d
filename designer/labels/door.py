"""What is said at the door, in all languages."""

from __future__ import annotations

ENGLISH = {
    "door.title": "Sign in",
    "door.about": "Certificates for a whole list of people",
    "door.password": "Password",
    "door.enter": "Sign in",
    "door.enter_with": "Sign in with {provider}",
    "door.enter_account": "Sign in with your account",
    "door.or": "or",
    "door.wrong": "This is not the password. Try again.",
    "door.wait_seconds": "Too many wrong tries. Wait a minute, then try again.",
    "door.wait": "Too many wrong tries. Wait {minutes} minutes, then try again.",
    "door.not_here": "Sign in on the page itself, please.",
    "door.not_member": "{who} has no access here. Ask whoever runs this page, or sign in as "
    "somebody else.",
    "door.other_account": "Sign in as somebody else",
    "door.here_title": "Not open to others yet",
    "door.here": "This page serves only the computer that it runs on.",
    "door.closed": "Others can reach this page, but nobody has chosen who may use it. So nobody "
    "is let in.",
    "door.owner": "If you run it: set {password} to a password of at least 8 characters and start "
    "again. To let everybody in on purpose, set {open} to yes. All settings are in {docs}.",
    "door.sign_out": "Sign out",
    "door.no_person": "Sign in first: not everybody may see what is at this address.",
    "door.diagnosis": "How this server is",
}

SPANISH = {
    "door.title": "Entrar",
    "door.about": "Certificados para toda una lista de personas",
    "door.password": "Contraseña",
    "door.enter": "Entrar",
    "door.enter_with": "Entrar con {provider}",
    "door.enter_account": "Entrar con su cuenta",
    "door.or": "o",
    "door.wrong": "Esta no es la contraseña. Inténtelo otra vez.",
    "door.wait_seconds": "Demasiados intentos fallidos. Espere un minuto e inténtelo otra vez.",
    "door.wait": "Demasiados intentos fallidos. Espere {minutes} minutos e inténtelo otra vez.",
    "door.not_here": "Entre desde la propia página, por favor.",
    "door.not_member": "{who} no tiene acceso. Pregunte a quien administra esta página o entre con "
    "otra cuenta.",
    "door.other_account": "Entrar con otra cuenta",
    "door.here_title": "Aún no está abierta a otras personas",
    "door.here": "Esta página solo atiende al ordenador en el que funciona.",
    "door.closed": "Otras personas llegan a esta página, pero nadie ha elegido quién puede usarla. "
    "Por eso no entra nadie.",
    "door.owner": "Si usted la administra: ponga en {password} una contraseña de al menos 8 "
    "caracteres y vuelva a iniciarla. Para dejar entrar a todo el mundo a propósito, ponga yes en "
    "{open}. Todos los ajustes están en {docs}.",
    "door.sign_out": "Salir",
    "door.no_person": "Primero entre: no todo el mundo puede ver lo que hay en esta dirección.",
    "door.diagnosis": "Cómo está este servidor",
}
