// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.MessageHandler;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A handler service that is there, used or refused. Guarded by {@link Handlers}, but for what is final. */
final class Candidate {
    private final BoundHandler handler;
    private final String fault;
    private final Throwable thrown;
    private String refusal;

    private Candidate(BoundHandler handler, String fault, Throwable thrown) {
        this.handler = handler;
        this.fault = fault;
        this.thrown = thrown;
    }

    /**
     * Reads the name and the properties.
     *
     * @param before as it was known before, null if it was not
     * @param conduct for one that was not known
     */
    static Candidate read(ServiceReference<MessageHandler> reference, MessageHandler handler, BoundHandler before,
            Conduct conduct, long limitMillis) {
        String bundle = bundleOf(reference);
        String name = "";
        Matching matching = Matching.ALL;
        String fault = null;
        Throwable thrown = null;
        try {
            String answer = Naming.ask(handler, limitMillis);
            name = answer == null ? "" : answer;
            fault = isUsable(name) ? null : "a name must not be empty and must hold no '|' and no line break";
            matching = Matching.of(reference);
        } catch (ExecutionException e) {
            thrown = e.getCause();
            fault = "its name() failed";
        } catch (TimeoutException e) {
            fault = "its name() did not answer within " + limitMillis + " ms";
        } catch (InvalidSyntaxException e) {
            fault = "its filter cannot be read: " + e.getMessage();
        }
        return new Candidate(new BoundHandler(reference, handler, name, bundle, matching,
                isTrue(reference, MessageHandler.EXCLUSIVE), isTrue(reference, MessageHandler.FALLBACK),
                before == null ? new Presence() : before.presence(), before == null ? conduct : before.conduct(),
                before == null ? new Tally() : before.tally()), fault, thrown);
    }

    private static boolean isUsable(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> c == '|' || c == '\n' || c == '\r');
    }

    private static boolean isTrue(ServiceReference<?> reference, String property) {
        return Boolean.parseBoolean(String.valueOf(reference.getProperty(property)));
    }

    private static String bundleOf(ServiceReference<?> reference) {
        return reference.getBundle() == null ? "a bundle that is gone" : reference.getBundle().getSymbolicName();
    }

    BoundHandler handler() {
        return handler;
    }

    /** What is wrong with it whatever others there are; null if nothing is. */
    String fault() {
        return fault;
    }

    /** What went wrong when it was read; null if nothing did. */
    Throwable thrown() {
        return thrown;
    }

    /** Returns whether the refusal is new. {@code reason}: null if it is used. */
    boolean refuse(String reason) {
        boolean isNew = reason != null && !reason.equals(refusal);
        refusal = reason;
        return isNew;
    }

    HandlerHealth refused() {
        return new HandlerHealth(handler.name(), handler.bundle(), HandlerHealth.State.REFUSED, refusal, 0, 0, 0,
                Duration.ZERO, Duration.ZERO, thrown == null ? "" : thrown.getClass().getName());
    }
}
