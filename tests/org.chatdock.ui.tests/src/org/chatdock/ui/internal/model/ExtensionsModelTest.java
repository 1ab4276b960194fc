// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.chatdock.ui.internal.model.FakeRegistry.handler;
import static org.chatdock.ui.internal.model.FakeRegistry.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.dispatch.HandlerRegistry;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.testkit.RecordingLogger;
import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.api.MessageAction;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.Origin;
import org.chatdock.ui.internal.model.ExtensionsModel.Content;
import org.chatdock.ui.internal.model.ExtensionsModel.Extension;
import org.chatdock.ui.internal.model.ExtensionsModel.SetAside;
import org.eclipse.swt.widgets.Composite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtensionsModelTest {
    private static final Instant NOW = Say.START.plus(Duration.ofMinutes(5));
    private final RecordingLogger log = new RecordingLogger();
    private final Contributions contributions = new Contributions(System::nanoTime, log.logger());
    private final CustomerNames names = new CustomerNames(new CustomerKeeper((millis, task) -> {
        // Nothing keeps names here.
    }, log.logger()), log.logger());
    private final FakeRegistry fake = new FakeRegistry();
    private HandlerRegistry registry = fake;
    private ExtensionsModel model = speaking(Locale.ENGLISH);

    @BeforeEach
    void speakEnglish() {
        Language.use(Language.ENGLISH);
    }

    @AfterEach
    void nothingWentWrong() {
        log.assertNoErrors();
    }

    private ExtensionsModel speaking(Locale locale) {
        return new ExtensionsModel(() -> registry, contributions, names, new Times(ZoneOffset.UTC, locale));
    }

    private Content read() {
        return model.read(NOW);
    }

    private Extension only(HandlerHealth handler) {
        fake.handlers.clear();
        fake.with(handler);
        return read().extensions().get(0);
    }

    private static HandlerHealth took(Duration mean, Duration p95) {
        return new HandlerHealth("order", "org.example.order", State.ACTIVE, "", 1, 0, 1, mean, p95, "");
    }

    /** A renderer that is left alone. */
    private void brokenRenderer(long id) {
        contributions.renderers().put(new OrderRenderer(), new Origin("org.example.orders", 0, id));
        for (int i = 0; i < 3; i++) {
            contributions.renderers().available().get(0).call(renderer -> {
                throw new IllegalStateException("expected");
            }, null);
        }
        assertEquals(3, log.takeErrors().size());
    }

    @Test
    void handlerIsSaidInWords() {
        Extension row = only(handler("order", State.ACTIVE, ""));
        assertEquals(List.of("order", "Handler", "org.example.order", "Active", "1,234", "0", "1,229", "0.4 ms",
                "12 ms", ""), cells(row));
        assertEquals("order \u00b7 Active\n1,234 calls, 0 failures; 0.4 ms on average, 95 % within 12 ms\n"
                + "Handler \u00b7 org.example.order", row.detail());
    }

    private static List<String> cells(Extension row) {
        return List.of(row.name(), row.kind(), row.bundle(), row.state(), row.calls(), row.failures(),
                row.acknowledgements(), row.mean(), row.p95(), row.lastError());
    }

    @Test
    void everyStateHasItsWordsReasonAndLevel() {
        Extension paused = only(handler("order", State.QUARANTINED, "failed 5 times in a row"));
        assertEquals("Left alone for a while", paused.state());
        assertEquals(ExtensionsModel.Level.PAUSED, paused.level());
        assertTrue(paused.detail().contains("Left alone for a while: failed 5 times in a row\n"
                + "Last error: java.lang.IllegalStateException\n"), paused.detail());
        Extension disabled = only(handler("order", State.DISABLED, "disabled by hand"));
        assertEquals("Disabled", disabled.state());
        assertEquals(ExtensionsModel.Level.OFF, disabled.level());
        assertTrue(disabled.detail().contains("Disabled: until it is enabled"), disabled.detail());
        Extension refused = only(new HandlerHealth("", "org.example", State.REFUSED, "a name must\nnot be empty", 0, 0,
                0, Duration.ZERO, Duration.ZERO, ""));
        assertEquals(List.of("(without a name)", "Handler", "org.example", "Refused", "0", "0", "\u2013", "\u2013",
                "\u2013", ""), cells(refused));
        assertEquals(ExtensionsModel.Level.FAULT, refused.level());
        assertTrue(refused.detail().contains("Refused: a name must not be empty\n"), refused.detail());
    }

    @Test
    void onlyWhatMakesSenseCanBeDone() {
        assertEquals("disable", possible(only(handler("order", State.ACTIVE, ""))));
        assertEquals("release disable", possible(only(handler("order", State.QUARANTINED, "failed"))));
        assertEquals("enable", possible(only(handler("order", State.DISABLED, ""))));
        assertEquals("", possible(only(handler("order", State.REFUSED, "doubled"))));
        fake.handlers.clear();
        contributions.renderers().put(new OrderRenderer(), new Origin("org.example.orders", 0, 7));
        assertEquals("", possible(read().extensions().get(0)));
    }

    private static String possible(Extension row) {
        return ((row.canRelease() ? "release " : "") + (row.canDisable() ? "disable " : "")
                + (row.canEnable() ? "enable" : "")).strip();
    }

    @Test
    void contributionsComeAfterTheHandlers() {
        fake.with(handler("order", State.ACTIVE, ""));
        brokenRenderer(7);
        List<Extension> rows = read().extensions();
        assertEquals(2, rows.size());
        Extension row = rows.get(1);
        assertEquals(List.of("OrderRenderer", "Renderer", "org.example.orders", "Left alone for a while", "3", "3",
                "\u2013"), cells(row).subList(0, 7));
        assertEquals("IllegalStateException", row.lastError());
        assertEquals("release", possible(row));
        model.release(row);
        assertEquals("Active", read().extensions().get(1).state());
        assertEquals(List.of(), fake.told, "It is no handler.");
    }

    @Test
    void everyKindHasItsWord() {
        contributions.renderers().put(new OrderRenderer(), new Origin("org.example", 0, 1));
        contributions.actions().put(stranger(MessageAction.class), new Origin("org.example", 0, 2));
        contributions.panels().put(stranger(CustomerPanel.class), new Origin("org.example", 0, 3));
        contributions.filters().put(stranger(OutgoingFilter.class), new Origin("org.example", 0, 4));
        assertEquals(List.of("Renderer", "Action", "Panel", "Filter"),
                read().extensions().stream().map(Extension::kind).toList());
    }

    private static <T> T stranger(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> {
                    throw new AssertionError("Nobody asks it for " + method);
                }));
    }

    @Test
    void whatIsDoneGoesToTheRegistry() {
        fake.with(handler("order", State.QUARANTINED, "failed"));
        model.release(read().extensions().get(0));
        model.toggle(read().extensions().get(0));
        model.toggle(read().extensions().get(0));
        fake.with(message("ann", 1, "order"));
        model.retry(read().messages().get(0));
        assertEquals(List.of("release order", "disable order", "enable order", "retry ann-1 order"), fake.told);
    }

    @Test
    void refusedHandlerOfTheSameNameIsLeftOut() {
        fake.with(handler("order", State.ACTIVE, ""), handler("order", State.REFUSED, "doubled"));
        List<Extension> rows = read().extensions();
        assertNotEquals(rows.get(0).key(), rows.get(1).key());
        model.toggle(rows.get(1));
        assertEquals(List.of(), fake.told);
    }

    @Test
    void messagesComeNewestFirst() {
        names.setDirectory(id -> Optional.of(new Customer("Name of " + id.value(), "")));
        fake.with(handler("order", State.ACTIVE, "")).with(message("ann", 1, "order"), message("bob", 120, "gone"));
        List<SetAside> rows = read().messages();
        assertEquals(List.of("Name of bob", "Name of ann"), rows.stream().map(SetAside::customer).toList());
        SetAside ann = rows.get(1);
        assertEquals(List.of("4 min", "order", "3", "java.io.IOException"),
                List.of(ann.time(), ann.handlerName(), ann.tries(), ann.reason()));
        assertEquals("Name of ann \u00b7 order \u00b7 Jan 2, 2026, 3:00:01 AM\nTries: 3 \u00b7 java.io.IOException\n"
                + "Message id: ann-1", model.detail(ann).replace('\u202f', ' '));
    }

    @Test
    void messageOfAHandlerThatIsNotActiveCannotBeTried() {
        fake.with(handler("order", State.ACTIVE, ""), handler("off", State.DISABLED, ""))
                .with(message("ann", 1, "order"), message("ann", 1, "off"), message("ann", 1, "gone"));
        List<SetAside> rows = read().messages();
        assertEquals(List.of(false, false, true), rows.stream().map(SetAside::canRetry).toList());
        String words = "cannot be tried again now";
        assertTrue(model.detail(rows.get(0)).contains(words), model.detail(rows.get(0)));
        assertFalse(model.detail(rows.get(2)).contains(words), model.detail(rows.get(2)));
        assertEquals(3, rows.stream().map(SetAside::key).distinct().count());
    }

    @Test
    void withoutARegistryOnlyContributionsAreThere() {
        contributions.renderers().put(new OrderRenderer(), new Origin("org.example.orders", 0, 7));
        fake.with(handler("order", State.ACTIVE, "")).with(message("ann", 1, "order"));
        Content before = read();
        assertTrue(before.running());
        registry = null;
        Content after = read();
        assertFalse(after.running());
        assertEquals(List.of("Renderer"), after.extensions().stream().map(Extension::kind).toList());
        assertEquals(List.of(), after.messages());
        // What was on the screen may still be clicked.
        model.toggle(before.extensions().get(0));
        model.release(before.extensions().get(0));
        model.retry(before.messages().get(0));
        assertEquals(List.of(), fake.told);
    }

    @Test
    void timesAreAsExactAsTheyAreShort() {
        assertTook("< 0.1 ms", Duration.ofNanos(49_000));
        assertTook("0.1 ms", Duration.ofNanos(51_000));
        assertTook("9.9 ms", Duration.ofNanos(9_940_000));
        assertTook("10 ms", Duration.ofNanos(9_960_000));
        assertTook("999 ms", Duration.ofNanos(999_400_000));
        assertTook("1.0 s", Duration.ofNanos(999_600_000));
        assertTook("1,234 s", Duration.ofMillis(1_234_000));
    }

    private void assertTook(String words, Duration duration) {
        assertEquals(words, only(took(duration, Duration.ZERO)).mean().replace('\u00a0', ' '));
        assertEquals(words, only(took(Duration.ZERO, duration)).p95().replace('\u00a0', ' '));
    }

    @Test
    void numbersFollowTheLocale() {
        model = speaking(Locale.GERMANY);
        Extension row = only(handler("order", State.ACTIVE, ""));
        assertEquals("1.234", row.calls());
        assertEquals("0,4 ms", row.mean());
    }

    @Test
    void wordsAreChinese() {
        try (Language chinese = new Language(Language.CHINESE)) {
            model = speaking(Locale.SIMPLIFIED_CHINESE);
            Extension row = only(handler("order", State.DISABLED, ""));
            assertEquals(List.of("\u5904\u7406\u5668", "\u5df2\u505c\u7528", "0.4 \u6beb\u79d2"),
                    List.of(row.kind(), row.state(), row.mean()));
        }
    }

    private static final class OrderRenderer implements MessageRenderer {
        @Override
        public int score(StoredMessage message) {
            return 0;
        }

        @Override
        public MessageBody create(Composite parent, RenderContext context) {
            throw new AssertionError("Nothing is shown here.");
        }

        @Override
        public String accessibleText(Message message) {
            throw new AssertionError("Nothing is shown here.");
        }

        @Override
        public String plainText(Message message) {
            throw new AssertionError("Nothing is shown here.");
        }
    }
}
