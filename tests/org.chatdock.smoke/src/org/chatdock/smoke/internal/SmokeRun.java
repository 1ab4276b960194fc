// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreHealth;
import org.chatdock.api.store.StoredMessage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * The run: connected, everything stored, everything shown, one reply sent. Writes {@code summary.json} and pictures,
 * and closes the workbench.
 */
final class SmokeRun implements Runnable {
    private static final String CONVERSATION = "org.chatdock.conversation";
    private static final String MESSAGE = "org.chatdock.message";
    private static final int WAIT_SECONDS = 60;
    /** Time for an image to be fetched and painted; only a picture depends on it. */
    private static final int PICTURE_MILLIS = 700;
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}{4}");
    private static final Pattern ENGLISH = Pattern.compile("\\p{IsLatin}{3,} \\p{IsLatin}{2,} \\p{IsLatin}{2,}");
    private static final List<String> OFFERS = List.of("org.chatdock.api.sending.AttachmentUpload",
            "org.chatdock.api.sending.MessageRecall", "org.chatdock.api.sending.ConversationTransfer",
            "org.chatdock.api.sending.QuickReplySource");
    private static final int EVERYTHING = 100_000;
    private static final int LONG_TEXT = 8;

    private final ConversationStore store;
    private final StoreHealth health;
    private final States states;
    private final GatewayView gateway;
    private final Site site;
    private final String guest;
    private final Path out;
    private final long start = System.nanoTime();
    private final Map<String, String> seconds = new TreeMap<>();
    private final Set<String> shown = new HashSet<>();
    private boolean bestSeen;
    private Hands hands;
    private Display display;

    /** @param guest the p2 site of the guest; empty for none */
    SmokeRun(ConversationStore store, StoreHealth health, States states, GatewayView gateway, Site site, String guest,
            Path out) {
        this.store = store;
        this.health = health;
        this.site = site;
        this.guest = guest;
        this.states = states;
        this.gateway = gateway;
        this.out = out;
    }

    @Override
    public void run() {
        String failure = "";
        try {
            openWorkbench();
            awaitMessages();
            picture("1-inbox");
            lookAtEverything();
            reply();
            guestVisit();
            requireEncryption();
            requireOffers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        } catch (RuntimeException e) {
            failure = e.toString();
            picture("failure");
        }
        try {
            if (failure.isEmpty()) {
                Files.write(out.resolve("texts"), texts());
            }
            Files.writeString(out.resolve("summary.json"), summary(failure) + System.lineSeparator());
        } catch (IOException | InterruptedException e) {
            System.err.println("smoke: the summary could not be written: " + e);
        }
        display.asyncExec(() -> PlatformUI.getWorkbench().close());
    }

    /** The store is there before the window is. */
    private void openWorkbench() throws InterruptedException {
        while (!PlatformUI.isWorkbenchRunning()) {
            Thread.sleep(50);
        }
        display = PlatformUI.getWorkbench().getDisplay();
        hands = new Hands(display);
        hands.await("a window", WAIT_SECONDS, () -> hands.ask(() -> {
            IWorkbenchWindow[] windows = PlatformUI.getWorkbench().getWorkbenchWindows();
            return windows.length > 0 && windows[0].getShell() != null && windows[0].getShell().isVisible();
        }));
        mark("window");
    }

    private void awaitMessages() throws InterruptedException {
        hands.await("the line is up", WAIT_SECONDS, states::isUp);
        mark("connected");
        if (gateway.isKnown()) {
            hands.await("the gateway has played its script", WAIT_SECONDS, gateway::isPlayedOut);
            mark("received");
            hands.await("every message is stored", WAIT_SECONDS, () -> store.size() >= gateway.number("deliveredIds"));
        } else {
            hands.await("a message is stored", WAIT_SECONDS, () -> store.size() > 0);
        }
        mark("stored");
        hands.await("every conversation is in the inbox", WAIT_SECONDS, () -> hands.ask(() -> {
            Table table = (Table) hands.find("inbox.list");
            return table != null && table.getItemCount() == store.conversations().size();
        }));
        mark("listed");
    }

    /** Goes through the inbox, and in every conversation from the newest message up to the first. */
    private void lookAtEverything() throws InterruptedException {
        Table table = (Table) hands.ask(() -> hands.find("inbox.list"));
        List<ConversationId> conversations = store.conversations().stream().map(ConversationSummary::id).toList();
        for (int row = 0; row < conversations.size(); row++) {
            if (row == 0) {
                clickRow(table, 0);
            } else {
                clickRow(table, hands.ask(table::getSelectionIndex));
                hands.press(SWT.ARROW_DOWN);
            }
            lookAt(table);
        }
        mark("shown");
    }

    private void clickRow(Table table, int row) throws InterruptedException {
        Rectangle bounds = hands.ask(() -> table.getItem(row).getBounds(0));
        hands.click(table, new Point(bounds.x + bounds.width / 3, bounds.y + bounds.height / 2));
    }

    private String selected(Table table) {
        return hands.ask(() -> {
            TableItem[] selection = table.getSelection();
            return selection.length == 0 ? null : (String) selection[0].getData(CONVERSATION);
        });
    }

    private void lookAt(Table table) throws InterruptedException {
        String selected = selected(table);
        if (selected == null) {
            throw new IllegalStateException("no row of the inbox is selected");
        }
        Set<String> expected = store.page(new ConversationId(selected), null, EVERYTHING).stream()
                .map(stored -> stored.message().id().value()).collect(Collectors.toCollection(HashSet::new));
        hands.await("the transcript of " + selected, WAIT_SECONDS, () -> hands.ask(() -> {
            Control transcript = hands.find("transcript");
            return transcript != null && selected.equals(transcript.getData(CONVERSATION)) && !visible().isEmpty();
        }));
        Control transcript = hands.ask(() -> hands.find("transcript"));
        Point size = hands.ask(transcript::getSize);
        hands.click(transcript, new Point(3, size.y - 4));
        hands.await("all messages of " + selected + " are shown", WAIT_SECONDS, () -> {
            Set<String> now = hands.ask(this::visible);
            shown.addAll(now);
            expected.removeAll(now);
            pictureOfAPicture(now);
            if (expected.isEmpty()) {
                return true;
            }
            hands.press(SWT.PAGE_UP);
            return false;
        });
    }

    /** An image that has come into view, with what stands around it: the best is one among Chinese and English. */
    private void pictureOfAPicture(Set<String> visible) throws InterruptedException {
        List<Message> messages = visible.stream().map(id -> store.find(new MessageId(id))).flatMap(Optional::stream)
                .map(StoredMessage::message).toList();
        if (!bestSeen && messages.stream().anyMatch(message -> message.type().equals(MessageType.IMAGE))) {
            String texts = messages.stream().map(Message::content).collect(Collectors.joining(" "));
            bestSeen = CHINESE.matcher(texts).find() && ENGLISH.matcher(texts).find();
            Thread.sleep(PICTURE_MILLIS);
            picture("2-conversation");
        }
    }

    /** The ids of the messages of which at least a part can be seen. On the UI thread. */
    private Set<String> visible() {
        Control transcript = hands.find("transcript");
        Set<String> ids = new HashSet<>();
        if (transcript != null) {
            Rectangle screen = display.map(transcript, null, new Rectangle(0, 0, transcript.getSize().x,
                    transcript.getSize().y));
            for (Control control : Hands.all(transcript)) {
                Object id = control.getData(MESSAGE);
                if (id != null && control.isVisible() && screen.intersects(
                        display.map(control.getParent(), null, control.getBounds()))) {
                    ids.add((String) id);
                }
            }
        }
        return ids;
    }

    private void reply() throws InterruptedException {
        Table table = (Table) hands.ask(() -> hands.find("inbox.list"));
        clickRow(table, hands.ask(table::getSelectionIndex));
        hands.press(SWT.HOME);
        String to = hands.ask(() -> (String) table.getItem(0).getData(CONVERSATION));
        hands.await("the first conversation is shown", WAIT_SECONDS, () -> hands.ask(() -> {
            Control transcript = hands.find("transcript");
            return transcript != null && to.equals(transcript.getData(CONVERSATION));
        }));
        ReplyVisit visit = new ReplyVisit(hands, store, gateway, this::visible, this::picture);
        visit.reply(to);
        mark("sent");
        picture("3-reply");
        visit.refusal(to);
        mark("retried");
    }

    /** Only where there is an order to be seen. */
    private void guestVisit() throws InterruptedException {
        Message order = store.conversations().stream().map(row -> GuestVisit.order(store, row.id()))
                .filter(Objects::nonNull).findFirst().orElse(null);
        if (guest.isEmpty() || order == null) {
            return;
        }
        Table table = (Table) hands.ask(() -> hands.find("inbox.list"));
        String customer = order.conversation().value();
        clickRow(table, hands.ask(table::getSelectionIndex));
        hands.press(SWT.HOME);
        while (!customer.equals(selected(table))) {
            hands.press(SWT.ARROW_DOWN);
        }
        hands.await("the transcript of " + customer, WAIT_SECONDS, () -> hands.ask(() -> {
            Control transcript = hands.find("transcript");
            return transcript != null && customer.equals(transcript.getData(CONVERSATION)) && !visible().isEmpty();
        }));
        new GuestVisit(hands, store, site, this::picture).run(order, URI.create(guest));
        mark("guest");
    }

    private void requireEncryption() {
        if (!health.status().encrypted()) {
            throw new IllegalStateException("the store is not encrypted");
        }
    }

    /** The simulator has these calls, and their addresses came by the preferences. */
    private void requireOffers() {
        BundleContext context = FrameworkUtil.getBundle(SmokeRun.class).getBundleContext();
        for (String service : OFFERS) {
            if (gateway.isKnown() && context.getServiceReference(service) == null) {
                throw new IllegalStateException("there is no " + service);
            }
        }
    }

    /** What was stored, in lines that are long enough to be found in a file by no chance. */
    private List<String> texts() {
        return store.conversations().stream().flatMap(row -> store.page(row.id(), null, EVERYTHING).stream())
                .flatMap(stored -> stored.message().content().lines()).map(String::strip)
                .filter(line -> line.length() >= LONG_TEXT).distinct().toList();
    }

    private void picture(String name) {
        if (display != null) {
            display.syncExec(() -> {
                display.update();
                Screen.save(display, out.resolve(name + ".png"));
            });
        }
    }

    private void mark(String step) {
        seconds.put(step, String.format(Locale.ROOT, "%.2f", (System.nanoTime() - start) / 1e9));
    }

    private String summary(String failure) throws InterruptedException {
        String names = states.seen().stream().map(ConnectionState::name)
                .collect(Collectors.joining("\",\"", "\"", "\""));
        String times = seconds.entrySet().stream().map(step -> '"' + step.getKey() + "\":" + step.getValue())
                .collect(Collectors.joining(","));
        return "{\"ok\":" + failure.isEmpty() + ",\"states\":[" + names + "],\"received\":"
                + gateway.number("deliveredIds") + ",\"stored\":" + store.size() + ",\"shown\":" + shown.size()
                + ",\"acks\":" + gateway.number("acks") + ",\"sends\":" + gateway.number("sends") + ",\"seconds\":{"
                + times + "},\"failure\":\"" + failure.replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"}";
    }
}
