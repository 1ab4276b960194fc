// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.concurrent.atomic.AtomicReference;

import org.chatdock.api.customer.CustomerInFront;
import org.chatdock.api.message.ConversationId;
import org.eclipse.osgi.util.NLS;
import org.osgi.service.log.Logger;

/**
 * Notices when an answer would go to another customer than the one whose record the agent looks at. Asks once for each
 * pair, until another record is seen in front. UI thread, but where said.
 */
public final class WrongCustomer {
    /** What the agent has said is right. */
    private record Pair(ConversationId front, ConversationId to) {
    }

    private final AtomicReference<CustomerInFront> service = new AtomicReference<>();
    private final CustomerNames names;
    private final Logger log;
    private Pair confirmed;

    public WrongCustomer(CustomerNames names, Logger log) {
        this.names = names;
        this.log = log;
    }

    /** Any thread. */
    public void setService(CustomerInFront inFront) {
        service.set(inFront);
    }

    /** Any thread. */
    public void unsetService(CustomerInFront gone) {
        service.compareAndSet(gone, null);
    }

    /** Whose record is in front, if the agent is to be asked about that; null if all is well, or nobody knows. */
    public ConversationId other(ConversationId to) {
        ConversationId front = front();
        if (confirmed != null && !confirmed.front().equals(front)) {
            confirmed = null;
        }
        boolean fine = front == null || front.equals(to) || new Pair(front, to).equals(confirmed);
        return fine ? null : front;
    }

    /** The agent has said that it is right so. */
    public void confirm(ConversationId front, ConversationId to) {
        confirmed = new Pair(front, to);
    }

    /** What the agent is asked: both customers by name, and by id where the names are the same. */
    public String question(ConversationId front, ConversationId to) {
        String one = names.name(front);
        String other = names.name(to);
        return one.equals(other) ? ask(one + " (" + front.value() + ')', other + " (" + to.value() + ')')
                : ask(one, other);
    }

    private static String ask(String one, String other) {
        return NLS.bind(Messages.Composer_wrongCustomer, one, other);
    }

    private ConversationId front() {
        CustomerInFront current = service.get();
        if (current == null) {
            return null;
        }
        try {
            return current.inFront().orElse(null);
        } catch (RuntimeException | LinkageError e) {
            log.error("The service that knows whose record is in front failed; nothing is asked: {}",
                    e.getClass().getName());
            return null;
        }
    }
}
