// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.chatdock.api.sending.QuickReply;

/**
 * Finds replies by what the agent has typed of them. In this order: the name itself; names that begin so; a word of the
 * name or title that does; the name or title with that in it; the letters in that order in the name, then in the title;
 * and last the text. Among equals the agent's own come before the shared ones, then they go by name. Unchangeable.
 */
final class ReplySearch {
    private static final int RANKS = 7;
    private static final int NONE = RANKS;
    /** One letter is in every text. */
    private static final int LEAST_IN_TEXT = 2;
    /** What stands further behind is not searched. */
    private static final int TEXT = 2_000;
    private static final Comparator<QuickReply> ORDER = Comparator.comparing(QuickReply::shared)
            .thenComparing(QuickReply::name, String.CASE_INSENSITIVE_ORDER).thenComparing(QuickReply::name);

    private record Entry(QuickReply reply, String name, String title, String text) {
    }

    private final List<Entry> entries = new ArrayList<>();

    ReplySearch(List<QuickReply> replies) {
        List<QuickReply> sorted = new ArrayList<>(replies);
        sorted.sort(ORDER);
        for (QuickReply reply : sorted) {
            entries.add(new Entry(reply, lower(reply.name()), lower(reply.title()), text(reply)));
        }
    }

    private static String text(QuickReply reply) {
        StringBuilder text = new StringBuilder();
        for (QuickReply.Part part : reply.parts()) {
            text.append(part.text()).append('\n');
            if (text.length() > TEXT) {
                text.setLength(TEXT);
                break;
            }
        }
        return lower(text.toString());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The best first, at most so many; all for an empty query. */
    List<QuickReply> find(String query, int most) {
        String wanted = lower(query.strip());
        List<List<QuickReply>> ranks = new ArrayList<>();
        for (int i = 0; i < RANKS; i++) {
            ranks.add(new ArrayList<>());
        }
        for (Entry entry : entries) {
            int rank = rank(entry, wanted);
            if (rank < NONE && ranks.get(rank).size() < most) {
                ranks.get(rank).add(entry.reply);
            }
        }
        List<QuickReply> found = new ArrayList<>();
        ranks.forEach(found::addAll);
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private static int rank(Entry entry, String wanted) {
        if (entry.name.startsWith(wanted)) {
            return entry.name.length() == wanted.length() ? 0 : 1;
        } else if (beginsWord(entry.name, wanted) || beginsWord(entry.title, wanted)) {
            return 2;
        } else if (entry.name.contains(wanted) || entry.title.contains(wanted)) {
            return 3;
        } else if (isSpread(wanted, entry.name)) {
            return 4;
        } else if (isSpread(wanted, entry.title)) {
            return 5;
        }
        return wanted.length() >= LEAST_IN_TEXT && entry.text.contains(wanted) ? 6 : NONE;
    }

    private static boolean beginsWord(String in, String wanted) {
        int at = in.indexOf(wanted);
        while (at > 0 && Character.isLetterOrDigit(in.charAt(at - 1))) {
            at = in.indexOf(wanted, at + 1);
        }
        return at >= 0;
    }

    /** Whether the letters stand there in this order, with others between them. */
    private static boolean isSpread(String wanted, String in) {
        int at = 0;
        for (int i = 0; i < in.length() && at < wanted.length(); i++) {
            if (in.charAt(i) == wanted.charAt(at)) {
                at++;
            }
        }
        return at == wanted.length();
    }
}
