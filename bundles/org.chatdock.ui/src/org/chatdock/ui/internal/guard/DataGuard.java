// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.api.sending.Outgoing;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.internal.guard.Find.Kind;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Warns the agent before an identity card number, a bank card number or a password leaves. It only warns: a customer
 * may well be told such a thing, and the agent knows. The last of all filters, so that it sees what really leaves: what
 * another one has masked is not found any more. Any thread; keeps nothing of what it has seen.
 */
@Component(configurationPid = GuardConfiguration.PID, property = "service.ranking:Integer=-2147483648")
@Designate(ocd = GuardConfiguration.class)
public final class DataGuard implements OutgoingFilter {
    /** More than these are counted, not shown. */
    private static final int MOST_SHOWN = 4;

    private final boolean identityCards;
    private final boolean bankCards;
    private final boolean passwords;
    private final Clock clock;

    @Activate
    public DataGuard(GuardConfiguration configuration) {
        this(configuration, Clock.systemDefaultZone());
    }

    /** @param clock nobody is born after today */
    DataGuard(GuardConfiguration configuration, Clock clock) {
        identityCards = configuration.identityCards();
        bankCards = configuration.bankCards();
        passwords = configuration.passwords();
        this.clock = clock;
    }

    @Override
    public Verdict inspect(Outgoing message) {
        List<Find> finds = find(message.content());
        return finds.isEmpty() ? OutgoingFilter.pass() : OutgoingFilter.warn(words(finds));
    }

    /** Numbers first, then the rest, each in the order of the text. */
    List<Find> find(String text) {
        List<Find> finds = new ArrayList<>();
        if (identityCards || bankCards) {
            findNumbers(text, finds);
        }
        if (passwords) {
            finds.addAll(Secrets.in(text));
        }
        return finds;
    }

    private void findNumbers(String text, List<Find> finds) {
        IdentityCards identities = new IdentityCards(LocalDate.now(clock));
        int at = 0;
        while (at < text.length()) {
            if (DigitRun.digit(text.charAt(at)) < 0) {
                at++;
            } else {
                DigitRun run = new DigitRun(text, at);
                findNumbers(run, identities, finds);
                at = run.end();
            }
        }
    }

    private void findNumbers(DigitRun run, IdentityCards identities, List<Find> finds) {
        // An identity card number may have a bank card's checksum, too. It is none, even if nobody asks for identities.
        BitSet taken = new BitSet();
        for (int group = 0; group < run.groupCount(); group++) {
            Find find = identities.at(run, group);
            if (find != null) {
                group = take(run, group, find, taken);
                if (identityCards) {
                    finds.add(find);
                }
            }
        }
        for (int group = 0; bankCards && group < run.groupCount(); group++) {
            Find find = taken.get(group) ? null : BankCards.at(run, group);
            if (find != null && !taken.get(lastGroup(run, group, find))) {
                group = take(run, group, find, taken);
                finds.add(find);
            }
        }
    }

    /** @return the last group that belongs to a find */
    private static int take(DigitRun run, int group, Find find, BitSet taken) {
        int last = lastGroup(run, group, find);
        taken.set(group, last + 1);
        return last;
    }

    private static int lastGroup(DigitRun run, int group, Find find) {
        int last = group;
        while (last + 1 < run.groupCount() && run.place(run.first(last + 1)) < find.end()) {
            last++;
        }
        return last;
    }

    private static String words(List<Find> finds) {
        Set<String> different = new LinkedHashSet<>();
        finds.forEach(find -> different.add(words(find)));
        List<String> shown = new ArrayList<>(different);
        if (shown.size() > MOST_SHOWN) {
            int more = shown.size() - MOST_SHOWN;
            shown.subList(MOST_SHOWN, shown.size()).clear();
            shown.add(NLS.bind(Messages.Guard_more, more));
        }
        return NLS.bind(Messages.Guard_found, String.join(Messages.List_separator, shown));
    }

    private static String words(Find find) {
        String words = switch (find.kind()) {
            case IDENTITY_CARD -> Messages.Guard_identityCard;
            case BANK_CARD -> Messages.Guard_bankCard;
            case PASSWORD -> Messages.Guard_password;
            case CODE -> Messages.Guard_code;
            case TOKEN -> Messages.Guard_token;
            case PRIVATE_KEY -> Messages.Guard_privateKey;
        };
        return find.kind() == Kind.PRIVATE_KEY ? words : NLS.bind(words, "\u2022\u2022\u2022" + find.tail());
    }
}
