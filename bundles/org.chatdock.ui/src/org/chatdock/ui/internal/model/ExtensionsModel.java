// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.dispatch.HandlerRegistry;
import org.chatdock.api.dispatch.QuarantinedMessage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.GuestHealth;
import org.chatdock.ui.internal.guest.Kind;
import org.eclipse.osgi.util.NLS;

/** Who handles messages and contributes to the views, how they fare, and what they could not handle. UI thread. */
public final class ExtensionsModel {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String NOTHING = "\u2013";

    private final Supplier<HandlerRegistry> registry;
    private final Contributions contributions;
    private final CustomerNames names;
    private final Times times;
    private final NumberFormat counts;

    /** How much an extension's state should worry. */
    public enum Level {
        WELL, PAUSED, OFF, FAULT
    }

    /**
     * What an extension stays known by while it is shown.
     *
     * @param kind null for a handler
     * @param name as it gave it; not for the eye
     * @param number the service id of a contribution; of handlers of one name and bundle, the which
     */
    public record Key(Kind kind, String name, String bundle, long number) {
    }

    /**
     * A handler or a contribution, in words.
     *
     * @param state in a word or two
     * @param lastError empty if there was none
     * @param detail all there is to say, in a few lines
     */
    public record Extension(Key key, Level level, String name, String kind, String bundle, String state, String calls,
            String failures, String acknowledgements, String mean, String p95, String lastError, String detail) {
        public boolean canRelease() {
            return level == Level.PAUSED;
        }

        public boolean canDisable() {
            return key.kind() == null && (level == Level.WELL || level == Level.PAUSED);
        }

        public boolean canEnable() {
            return key.kind() == null && level == Level.OFF;
        }
    }

    /**
     * A message that a handler is not given any more, in words. There may be a thousand.
     *
     * @param handler its name as it gave it; not for the eye
     * @param at when it was tried last
     * @param time the same in words
     * @param customer what the customer is called
     * @param canRetry whether the handler would take it
     */
    public record SetAside(MessageId message, ConversationId conversation, String handler, Instant at, String time,
            String customer, String handlerName, String tries, String reason, boolean canRetry) {
        /** What it stays known by while it is shown. */
        public Object key() {
            return List.of(message, handler);
        }
    }

    /**
     * What there is to show.
     *
     * @param running whether there is somebody to ask about handlers and messages
     * @param extensions the handlers in the order in which they run, then the contributions
     * @param messages the newest first
     */
    public record Content(boolean running, List<Extension> extensions, List<SetAside> messages) {
    }

    /** @param registry gives null while there is none */
    public ExtensionsModel(Supplier<HandlerRegistry> registry, Contributions contributions, CustomerNames names,
            Times times) {
        this.registry = registry;
        this.contributions = contributions;
        this.names = names;
        this.times = times;
        counts = NumberFormat.getIntegerInstance(times.locale());
    }

    /** Asks everybody. */
    public Content read(Instant now) {
        HandlerRegistry current = registry.get();
        List<HandlerHealth> handlers = current == null ? List.of() : current.handlers();
        List<Extension> extensions = new ArrayList<>();
        Map<List<String>, Long> seen = new HashMap<>();
        for (HandlerHealth handler : handlers) {
            extensions.add(handler(handler, seen.merge(List.of(handler.name(), handler.bundle()), 1L, Long::sum)));
        }
        contributions.health().forEach(health -> extensions.add(contribution(health)));
        List<SetAside> messages = new ArrayList<>();
        if (current != null) {
            Set<String> active = new HashSet<>();
            handlers.stream().filter(handler -> handler.state() == State.ACTIVE).map(HandlerHealth::name)
                    .forEach(active::add);
            current.quarantine().forEach(message -> messages.add(setAside(message, active, now)));
            Collections.reverse(messages);
        }
        return new Content(current != null, List.copyOf(extensions), List.copyOf(messages));
    }

    /** All there is to say about a message, in a few lines. */
    public String detail(SetAside row) {
        StringJoiner detail = new StringJoiner("\n");
        detail.add(NLS.bind(Messages.Extensions_about, row.customer(),
                NLS.bind(Messages.Extensions_about, row.handlerName(), times.full(row.at()))));
        detail.add(NLS.bind(Messages.Extensions_tried, row.tries(), row.reason()));
        if (!row.canRetry()) {
            detail.add(Messages.Extensions_cannotRetry);
        }
        detail.add(NLS.bind(Messages.Extensions_because, Messages.Unknown_id, row.message().value()));
        return detail.toString();
    }

    public void release(Extension extension) {
        Key key = extension.key();
        if (key.kind() != null) {
            contributions.release(key.number());
        } else if (registry.get() != null) {
            registry.get().release(key.name());
        }
    }

    /** Disables a handler that is enabled, and enables one that is disabled. */
    public void toggle(Extension extension) {
        HandlerRegistry current = registry.get();
        if (current != null && extension.canEnable()) {
            current.enable(extension.key().name());
        } else if (current != null && extension.canDisable()) {
            current.disable(extension.key().name());
        }
    }

    public void retry(SetAside message) {
        HandlerRegistry current = registry.get();
        if (current != null) {
            current.retry(message.message(), message.handler());
        }
    }

    private Extension handler(HandlerHealth health, long number) {
        Level level = switch (health.state()) {
            case ACTIVE -> Level.WELL;
            case QUARANTINED -> Level.PAUSED;
            case DISABLED -> Level.OFF;
            case REFUSED -> Level.FAULT;
        };
        // That somebody has disabled it is what the state says already.
        String reason = level == Level.OFF ? Messages.Extensions_disabledMore : health.reason();
        String acknowledgements = level == Level.FAULT ? NOTHING : count(health.acknowledgements());
        return extension(new Key(null, health.name(), health.bundle(), number), level, reason,
                new Figures(health.calls(), health.failures(), acknowledgements, health.mean(), health.p95()),
                health.lastError());
    }

    private Extension contribution(GuestHealth health) {
        return extension(new Key(health.kind(), health.name(), health.bundle(), health.id()),
                health.quarantined() ? Level.PAUSED : Level.WELL, "",
                new Figures(health.calls(), health.failures(), NOTHING, health.mean(), health.p95()),
                health.lastError());
    }

    private record Figures(long calls, long failures, String acknowledgements, Duration mean, Duration p95) {
    }

    private Extension extension(Key key, Level level, String reason, Figures figures, String lastError) {
        String name = key.name().isBlank() ? Messages.Extensions_unnamed : oneLine(key.name());
        String error = oneLine(lastError);
        String calls = count(figures.calls());
        String failures = count(figures.failures());
        String mean = figures.calls() == 0 ? NOTHING : took(figures.mean());
        String p95 = figures.calls() == 0 ? NOTHING : took(figures.p95());
        StringJoiner detail = new StringJoiner("\n");
        String why = reason.isBlank() ? state(level)
                : NLS.bind(Messages.Extensions_because, state(level), oneLine(reason));
        detail.add(NLS.bind(Messages.Extensions_about, name, why));
        if (!error.isEmpty()) {
            detail.add(NLS.bind(Messages.Extensions_because, Messages.Extensions_lastError, error));
        }
        if (figures.calls() > 0) {
            detail.add(NLS.bind(Messages.Extensions_figures, new Object[] { calls, failures, mean, p95 }));
        }
        detail.add(NLS.bind(Messages.Extensions_about, kind(key.kind()), key.bundle()));
        return new Extension(key, level, name, kind(key.kind()), key.bundle(), state(level), calls, failures,
                figures.acknowledgements(), mean, p95, error, detail.toString());
    }

    private SetAside setAside(QuarantinedMessage message, Set<String> active, Instant now) {
        return new SetAside(message.message(), message.conversation(), message.handler(), message.time(),
                times.relative(message.time(), now), names.name(message.conversation()), oneLine(message.handler()),
                count(message.tries()), oneLine(message.reason()), active.contains(message.handler()));
    }

    private static String kind(Kind kind) {
        if (kind == null) {
            return Messages.Extensions_handler;
        }
        return switch (kind) {
            case RENDERER -> Messages.Extensions_renderer;
            case ACTION -> Messages.Extensions_action;
            case PANEL -> Messages.Extensions_panel;
            case FILTER -> Messages.Extensions_filter;
        };
    }

    private static String state(Level level) {
        return switch (level) {
            case WELL -> Messages.Extensions_active;
            case PAUSED -> Messages.Extensions_paused;
            case OFF -> Messages.Extensions_disabled;
            case FAULT -> Messages.Extensions_refused;
        };
    }

    private String count(long count) {
        return counts.format(count);
    }

    /** One figure behind the point is enough, and none from ten on. */
    private String took(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        if (millis < 0.05) {
            return NLS.bind(Messages.Extensions_millis, "<\u00a0" + decimal(0.1));
        }
        return millis < 999.5 ? NLS.bind(Messages.Extensions_millis, decimal(millis))
                : NLS.bind(Messages.Extensions_seconds, decimal(millis / 1_000));
    }

    private String decimal(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(times.locale());
        int places = value < 9.95 ? 1 : 0;
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(value);
    }

    /** What strangers say may have line breaks in it; a cell has one line. */
    private static String oneLine(String words) {
        return BLANKS.matcher(words.strip()).replaceAll(" ");
    }
}
