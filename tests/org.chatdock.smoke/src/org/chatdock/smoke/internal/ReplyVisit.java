// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;

/**
 * The agent answers, with keys and clicks: is asked whether the customer is the right one, sends, sends in vain, and
 * sends that again. With the conversation in view.
 */
final class ReplyVisit {
    private static final int WAIT_SECONDS = 60;
    private static final String REPLY = "thank you, we are looking into it right now";
    private static final String REFUSED = "your parcel leaves us today";
    private static final String UNSENT = "outbox:";

    private final Hands hands;
    private final ConversationStore store;
    private final GatewayView gateway;
    private final Supplier<Set<String>> visible;
    private final Consumer<String> picture;

    /** @param visible the ids of the messages that can be seen; asked on the UI thread */
    ReplyVisit(Hands hands, ConversationStore store, GatewayView gateway, Supplier<Set<String>> visible,
            Consumer<String> picture) {
        this.hands = hands;
        this.store = store;
        this.gateway = gateway;
        this.visible = visible;
        this.picture = picture;
    }

    /** The record in front is another customer's: that is asked once, and until it is answered nothing leaves. */
    void reply(String to) throws InterruptedException {
        write(REPLY);
        String usual = hands.ask(() -> button().getText());
        clickSend();
        if (hands.ask(() -> isAnotherInFront(to))) {
            hands.await("the agent is asked about the customer", WAIT_SECONDS,
                    () -> hands.ask(() -> !button().getText().equals(usual)));
            if (find(to, REPLY).isPresent() || gateway.number("sends") > 0) {
                throw new IllegalStateException("sent without an answer to the question about the customer");
            }
            picture.accept("3-question");
            clickSend();
        }
        awaitSent(to, REPLY, 1);
    }

    /** A send call that says no: the message stays, with its reason, and is sent by a click when the call is well. */
    void refusal(String to) throws InterruptedException {
        if (!gateway.isKnown()) {
            return;
        }
        IEclipsePreferences sending = InstanceScope.INSTANCE.getNode("org.chatdock.sending");
        hands.ask(() -> {
            sending.put("apiUrl", gateway.address("/nothing-here"));
            return null;
        });
        write(REFUSED);
        clickSend();
        hands.await("the refused message is shown", WAIT_SECONDS, () -> hands.ask(this::unsent)
                && hands.ask(() -> hands.find("row.actions")) != null);
        picture.accept("3-refused");

        hands.ask(() -> {
            sending.remove("apiUrl");
            return null;
        });
        hands.await("the message is sent again", WAIT_SECONDS, () -> {
            Control links = hands.ask(() -> hands.find("row.actions"));
            if (links != null) {
                // The first of them. Before the outbox is there again a click does nothing.
                hands.click(links, new Point(8, hands.ask(links::getSize).y / 2));
                Thread.sleep(200);
            }
            return find(to, REFUSED).isPresent();
        });
        awaitSent(to, REFUSED, 2);
        hands.await("nothing unsent is shown", WAIT_SECONDS, () -> !hands.ask(this::unsent));
    }

    private void write(String words) throws InterruptedException {
        hands.clickCentre(hands.ask(this::box));
        hands.type(words);
        hands.await("the words are in the box", WAIT_SECONDS, () -> hands.ask(() -> box().getText().equals(words)));
    }

    private void clickSend() throws InterruptedException {
        hands.clickCentre(hands.ask(this::button));
    }

    private void awaitSent(String to, String words, int sends) throws InterruptedException {
        hands.await("the reply is in the store", WAIT_SECONDS, () -> find(to, words).isPresent());
        if (gateway.isKnown()) {
            hands.await("the gateway has the reply", WAIT_SECONDS, () -> gateway.number("sends") == sends);
        }
        String id = find(to, words).orElseThrow().id().value();
        hands.await("the reply is shown", WAIT_SECONDS, () -> hands.ask(visible).contains(id));
    }

    private Optional<Message> find(String conversation, String content) {
        return store.page(new ConversationId(conversation), null, 50).stream().map(StoredMessage::message)
                .filter(message -> message.content().equals(content)).findAny();
    }

    private boolean unsent() {
        return visible.get().stream().anyMatch(id -> id.startsWith(UNSENT));
    }

    private static boolean isAnotherInFront(String to) {
        IEditorPart editor = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage().getActiveEditor();
        ConversationId front = editor == null ? null : Adapters.adapt(editor, ConversationId.class);
        if (front == null && editor != null) {
            front = Adapters.adapt(editor.getEditorInput(), ConversationId.class);
        }
        return front != null && !front.value().equals(to);
    }

    private Text box() {
        return (Text) hands.find("composer.text");
    }

    private Button button() {
        return (Button) hands.find("composer.send");
    }
}
