// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

import java.util.List;
import java.util.Locale;

import org.chatdock.ui.internal.guard.Find.Kind;

/**
 * Knows the numbers of bank cards. One in ten numbers has the right checksum (Luhn) by chance, and customers are told
 * order and tracking numbers all day; so the number must also begin as an issuer's cards do and have their length, or be
 * written in fours as on a card, or follow words that say what it is.
 */
final class BankCards {
    private static final int LEAST = 13;
    private static final int MOST = 19;
    private static final int CONTEXT = 24;
    private static final List<String> CONTEXT_WORDS = List.of("银行卡", "银行账",
            "银行帐", "信用卡", "储蓄卡", "借记卡", "bank card",
            "bank account", "credit card", "debit card");

    /** Beginnings of an issuer's numbers, from and to, of equal length; and how many digits the numbers have. */
    private record Issuer(int from, int to, int least, int most) {
    }

    /**
     * Visa has 13 digits no more, and 19 only where a Chinese bank's own beginnings are known: the numbers of some
     * carriers and shops have as many and begin with a 4, too. Mastercard's second range, 2221 to 2720, looks like
     * the year and month of an order; such numbers are known when they are written in fours.
     */
    private static final List<Issuer> ISSUERS = List.of(
            // UnionPay, and its newer range
            new Issuer(62, 62, 16, 19), new Issuer(8100, 8171, 16, 19),
            // Chinese banks before UnionPay
            new Issuer(9558, 9559, 16, 19), new Issuer(405512, 405512, 17, 17), new Issuer(601428, 601428, 17, 17),
            new Issuer(436742, 436742, 19, 19), new Issuer(456351, 456351, 19, 19),
            // Visa, Mastercard
            new Issuer(4, 4, 16, 16), new Issuer(51, 55, 16, 16),
            // American Express, JCB, Diners Club, Discover
            new Issuer(34, 34, 15, 15), new Issuer(37, 37, 15, 15), new Issuer(3528, 3589, 16, 19),
            new Issuer(36, 36, 16, 19), new Issuer(38, 39, 16, 19), new Issuer(6011, 6011, 16, 19),
            new Issuer(644, 649, 16, 19), new Issuer(65, 65, 16, 19));

    private BankCards() {
    }

    /** The longest that begins with a group of a run; null if there is none. */
    static Find at(DigitRun run, int group) {
        int first = run.first(group);
        if (run.isTail(first) || run.isFraction(first)) {
            return null;
        }
        Find longest = null;
        for (int last = group; last < run.groupCount() && run.last(last) - first <= MOST; last++) {
            int end = run.last(last);
            if (end - first >= LEAST && isCard(run, group, last)) {
                longest = new Find(Kind.BANK_CARD, run.place(first), run.place(end - 1) + 1,
                        run.ascii(end - 4, end));
            }
        }
        return longest;
    }

    private static boolean isCard(DigitRun run, int group, int last) {
        int first = run.first(group);
        int end = run.last(last);
        if (run.isHead(end - 1) || run.hasFraction(end - 1) || !luhn(run, first, end)) {
            return false;
        }
        boolean fours = inFours(run, group, last);
        int lead = run.at(first);
        return fours && lead >= 2 && lead <= 6 || (fours || inOtherGroups(run, group, last)) && isIssued(run, first, end)
                || isInContext(run, first);
    }

    private static boolean luhn(DigitRun run, int first, int end) {
        int sum = 0;
        for (int i = end - 1; i >= first; i--) {
            int digit = run.at(i);
            int value = (end - i) % 2 == 0 ? 2 * digit : digit;
            sum += value > 9 ? value - 9 : value;
        }
        // All zeros have the right checksum, and are nothing.
        return sum > 0 && sum % 10 == 0;
    }

    private static boolean isIssued(DigitRun run, int first, int end) {
        int length = end - first;
        for (Issuer issuer : ISSUERS) {
            int lead = run.number(first, String.valueOf(issuer.from).length());
            if (lead >= issuer.from && lead <= issuer.to && length >= issuer.least && length <= issuer.most) {
                return true;
            }
        }
        return false;
    }

    /** 4 4 4 4, with up to 7 in the last group. */
    private static boolean inFours(DigitRun run, int group, int last) {
        for (int i = group; i < last; i++) {
            if (run.length(i) != 4) {
                return false;
            }
        }
        return last - group >= 3 && run.length(last) <= 7;
    }

    /** In one piece, the issuer's 6 digits apart, 4 6 5 and 4 6 4, or each digit alone. */
    private static boolean inOtherGroups(DigitRun run, int group, int last) {
        int count = last - group + 1;
        boolean apart = count == 2 && run.length(group) == 6;
        boolean amex = count == 3 && run.length(group) == 4 && run.length(group + 1) == 6;
        return count == 1 || apart || amex || count == run.last(last) - run.first(group);
    }

    private static boolean isInContext(DigitRun run, int first) {
        int place = run.place(first);
        String before = run.text().substring(Math.max(0, place - CONTEXT), place).toLowerCase(Locale.ROOT);
        return CONTEXT_WORDS.stream().anyMatch(before::contains);
    }
}
