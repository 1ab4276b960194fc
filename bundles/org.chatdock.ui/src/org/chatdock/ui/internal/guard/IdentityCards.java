// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

import java.time.DateTimeException;
import java.time.LocalDate;

import org.chatdock.ui.internal.guard.Find.Kind;

/**
 * Knows Chinese identity card numbers: 18 characters, of which 6 are a region, 8 the day of birth, and the last, a digit
 * or an X, is a checksum (GB 11643, ISO 7064 MOD 11-2). The older form of 15 digits has no checksum, and is not looked
 * for: every order number would be one.
 */
final class IdentityCards {
    private static final int DIGITS = 17;
    private static final int FIRST_YEAR = 1900;
    /** Of the provinces, by their first two digits; 81 to 83 are on the permits of residents from Hong Kong to Taiwan. */
    private static final String PROVINCES = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46"
            + " 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 ";
    private static final String CHECKS = "10X98765432";

    private final LocalDate today;

    IdentityCards(LocalDate today) {
        this.today = today;
    }

    /** The one that begins with a group of a run; null if there is none. */
    Find at(DigitRun run, int group) {
        int first = run.first(group);
        if (run.isFraction(first)) {
            return null;
        }
        int last = group;
        while (last < run.groupCount() && run.last(last) - first < DIGITS) {
            last++;
        }
        if (last == run.groupCount()) {
            return null;
        }
        int count = run.last(last) - first;
        if (count == DIGITS) {
            Find withX = withX(run, first);
            if (withX != null) {
                return withX;
            }
            // The last digit may stand alone.
            last++;
            count = last < run.groupCount() ? run.last(last) - first : 0;
        }
        int end = first + DIGITS;
        if (count != DIGITS + 1 || run.isHead(end) || run.hasFraction(end)
                || check(run, first) != '0' + run.at(end) || !isPlausible(run, first)) {
            return null;
        }
        return new Find(Kind.IDENTITY_CARD, run.place(first), run.place(end) + 1,
                run.ascii(end - 3, end + 1));
    }

    private Find withX(DigitRun run, int first) {
        String text = run.text();
        int at = run.place(first + DIGITS - 1) + 1;
        if (at < text.length() && DigitRun.isSeparator(text.charAt(at))) {
            at++;
        }
        if (at >= text.length() || "xX\uFF38\uFF58".indexOf(text.charAt(at)) < 0
                || at + 1 < text.length() && isPartOfWord(text.charAt(at + 1)) || check(run, first) != 'X'
                || !isPlausible(run, first)) {
            return null;
        }
        return new Find(Kind.IDENTITY_CARD, run.place(first), at + 1,
                run.ascii(first + DIGITS - 3, first + DIGITS) + "X");
    }

    private static boolean isPartOfWord(char c) {
        return DigitRun.isNameChar(c) || DigitRun.digit(c) >= 0;
    }

    private boolean isPlausible(DigitRun run, int first) {
        // The permit of a foreigner begins with a 9, and the province follows.
        boolean region = isProvince(run.number(first, 2)) || run.at(first) == 9 && isProvince(run.number(first + 1, 2));
        int year = run.number(first + 6, 4);
        if (!region || year < FIRST_YEAR) {
            return false;
        }
        try {
            return !LocalDate.of(year, run.number(first + 10, 2), run.number(first + 12, 2)).isAfter(today);
        } catch (@SuppressWarnings("unused") DateTimeException noSuchDay) {
            return false;
        }
    }

    private static boolean isProvince(int number) {
        return number > 9 && PROVINCES.contains(" " + number + " ");
    }

    /** The weight of each digit is a power of two, modulo 11; those behind weigh less. */
    private static char check(DigitRun run, int first) {
        int sum = 0;
        for (int i = 0; i < DIGITS; i++) {
            sum = (sum + run.at(first + i)) * 2 % 11;
        }
        return CHECKS.charAt(sum);
    }
}
