// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.chatdock.ui.internal.guard.Find.Kind;

/**
 * Finds passwords and what serves as one. A word for it must be followed by a sign or verb that says "is", and then by
 * something that one could type in; "the password is wrong" is none. Verification codes are among them: whoever has one
 * has the account for some minutes, a shop never sends them by hand, and asking for one to be passed on is how accounts
 * are stolen. No step looks further ahead than a fixed number of characters, so the time is linear in the text.
 */
final class Secrets {
    private static final int LEAST_PASSWORD = 4;
    private static final int LEAST_UNANNOUNCED = 6;
    private static final int LEAST_TOKEN = 16;
    private static final int LEAST_CODE = 4;
    private static final int MOST_CODE = 8;
    private static final int LONGEST = 200;
    private static final int GAP = 16;
    private static final int KEY_TITLE = 60;

    private static final String CODE = "验证码";
    private static final String WATCHWORD = "口令";
    private static final List<String> NAMES = List.of("密码", WATCHWORD, CODE, "password", "passwd", "passcode",
            "pwd");
    private static final String BEARER = "bearer ";
    private static final String KEY_BEGIN = "-----BEGIN ";
    /** Between a name and "is": already, was, reset, set, changed to, initial, default, login, temporary, now, new, you. */
    private static final String GAP_CHARS = "已经被重置设改成修更新了"
            + "初始默认登录临时现在的您就()\uFF08\uFF09\"'\u201C"
            + "\u201D\u300C\u300D\u300A\u300B>";
    /** Behind a number: it counts characters, times, days or minutes. */
    private static final String UNITS = "位个字次天年月日分秒小";
    private static final Set<String> NO_PASSWORDS = Set.of("required", "optional", "incorrect", "wrong", "invalid",
            "reset", "forgotten", "forgot", "expired", "changed", "unknown", "none", "null", "hidden", "empty",
            "missing", "here", "below", "above", "same", "needed", "correct", "weak", "strong", "secret", "help",
            "true", "false", "test");
    /** The share and gift words of shops, whose text would be a password otherwise. */
    private static final String SHARED = "淘吱";

    private final String text;
    private final List<Find> finds = new ArrayList<>();

    private Secrets(String text) {
        this.text = text;
    }

    /** In the order of the text. */
    static List<Find> in(String text) {
        Secrets secrets = new Secrets(text);
        int at = 0;
        while (at < text.length()) {
            at = secrets.look(at);
        }
        return secrets.finds;
    }

    /** @return where to go on */
    private int look(int at) {
        switch (text.charAt(at)) {
            case '密', '口', '验', 'p', 'P' -> {
                for (String name : NAMES) {
                    if (has(name, at)) {
                        return named(name, at);
                    }
                }
            }
            case 'b', 'B' -> {
                if (has(BEARER, at) && (at == 0 || !DigitRun.isNameChar(text.charAt(at - 1)))) {
                    return token(at + BEARER.length());
                }
            }
            case '-' -> {
                if (has(KEY_BEGIN, at)) {
                    return key(at);
                }
            }
            default -> {
                // Nothing begins here.
            }
        }
        return at + 1;
    }

    private boolean has(String word, int at) {
        return text.regionMatches(true, at, word, 0, word.length());
    }

    private int key(int at) {
        int from = at + KEY_BEGIN.length();
        int title = text.substring(from, Math.min(text.length(), from + KEY_TITLE)).indexOf("PRIVATE KEY");
        if (title >= 0) {
            finds.add(new Find(Kind.PRIVATE_KEY, at, from + title, ""));
        }
        return from;
    }

    private int token(int from) {
        int end = from;
        boolean digit = false;
        while (end < text.length() && end - from < LONGEST && isTokenChar(text.charAt(end))) {
            digit |= DigitRun.digit(text.charAt(end)) >= 0;
            end++;
        }
        if (digit && end - from >= LEAST_TOKEN) {
            finds.add(new Find(Kind.TOKEN, from, end, text.substring(end - 4, end)));
        }
        return Math.max(end, from);
    }

    private static boolean isTokenChar(char c) {
        return c < 0x7f && (Character.isLetterOrDigit(c) || "._~+/=-".indexOf(c) >= 0);
    }

    /** How strongly it was said that a password follows. */
    private enum Said {
        NOT, IS, SIGN
    }

    private int named(String name, int at) {
        int from = at + name.length();
        if (name.equals(WATCHWORD) && at > 0 && SHARED.indexOf(text.charAt(at - 1)) >= 0) {
            return from;
        }
        Said said = Said.NOT;
        int start = from;
        while (start < text.length() && start - from < GAP) {
            char c = text.charAt(start);
            if (":\uFF1A=\uFF1D".indexOf(c) >= 0) {
                said = Said.SIGN;
            } else if (said == Said.NOT && (c == '是' || c == '为')) {
                said = Said.IS;
            } else if (said == Said.NOT && has(" is ", start)) {
                said = Said.IS;
                start += 3;
            } else if (!Character.isWhitespace(c) && c != '\u3000' && GAP_CHARS.indexOf(c) < 0) {
                break;
            }
            start++;
        }
        int end = end(start);
        String word = text.substring(start, end);
        if (name.equals(CODE)) {
            if (isCode(word) && !isUnit(end)) {
                finds.add(new Find(Kind.CODE, start, end, tail(word)));
                return end;
            }
        } else if (isPassword(word, said, name.charAt(0) > 0x7f && start - from <= 1, end)) {
            finds.add(new Find(Kind.PASSWORD, start, end, tail(word)));
            return end;
        }
        return from;
    }

    private static String tail(String word) {
        return word.substring(word.length() - 2);
    }

    /** Of the visible ASCII from there on, without the punctuation of the sentence. */
    private int end(int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST && text.charAt(end) > ' ' && text.charAt(end) < 0x7f
                && text.charAt(end) != '"' && text.charAt(end) != '\'') {
            end++;
        }
        while (end > start && ".,;?)".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isCode(String word) {
        return word.length() >= LEAST_CODE && word.length() <= MOST_CODE && word.chars().anyMatch(Character::isDigit)
                && word.chars().allMatch(Character::isLetterOrDigit);
    }

    private boolean isPassword(String word, Said said, boolean close, int end) {
        if (word.length() < LEAST_PASSWORD || isStandIn(word) || isCount(word, end)) {
            return false;
        }
        boolean digit = word.chars().anyMatch(Character::isDigit);
        return switch (said) {
            case NOT -> close && digit && word.length() >= LEAST_UNANNOUNCED
                    && word.chars().allMatch(Character::isLetterOrDigit);
            case IS -> digit || hasSymbol(word) || isMixed(word);
            case SIGN -> digit || hasSymbol(word)
                    || !NO_PASSWORDS.contains(word.toLowerCase(Locale.ROOT)) && isAlone(end);
        };
    }

    /** Stars, a placeholder, or where to go for it. */
    private static boolean isStandIn(String word) {
        char first = word.charAt(0);
        return "{<[".indexOf(first) >= 0 || word.startsWith("http://") || word.startsWith("https://")
                || word.startsWith("***") || !Character.isDigit(first) && word.chars().allMatch(c -> c == first);
    }

    /** "6-20 characters", "1000 times". */
    private boolean isCount(String word, int end) {
        boolean number = word.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '~');
        boolean range = number && word.length() <= 5 && (word.indexOf('-') > 0 || word.indexOf('~') > 0);
        return range || number && isUnit(end);
    }

    private boolean isUnit(int at) {
        return at < text.length() && UNITS.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean hasSymbol(String word) {
        return word.chars().anyMatch(c -> "!@#$%^&*+=_?~|\\".indexOf(c) >= 0);
    }

    private static boolean isMixed(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (Character.isUpperCase(word.charAt(i)) && Character.isLowerCase(word.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Nothing follows in the same line, so it is no word of a sentence. */
    private boolean isAlone(int end) {
        int at = end;
        while (at < text.length() && at - end < GAP && text.charAt(at) == ' ') {
            at++;
        }
        return at >= text.length() || at == end || !Character.isLetterOrDigit(text.charAt(at))
                || text.charAt(at) > 0x7f;
    }
}
