// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;

/**
 * A stranger's bundle comes into the running workbench, is used, and leaves: an unknown row, an order's card, an
 * unknown row again.
 */
final class GuestVisit {
    private static final int WAIT_SECONDS = 60;
    private static final String EXTENSIONS = "org.chatdock.ui.extensions";
    private static final String MESSAGE = "org.chatdock.message";

    private final Hands hands;
    private final ConversationStore store;
    private final Site site;
    private final Consumer<String> picture;

    GuestVisit(Hands hands, ConversationStore store, Site site, Consumer<String> picture) {
        this.hands = hands;
        this.store = store;
        this.site = site;
        this.picture = picture;
    }

    /** The newest order of a conversation; null if it has none. */
    static Message order(ConversationStore store, ConversationId conversation) {
        return store.page(conversation, null, 100).stream().map(StoredMessage::message)
                .filter(message -> message.type().equals("order")).reduce((one, next) -> next).orElse(null);
    }

    /** With the conversation of the order in view. */
    void run(Message order, URI from) throws InterruptedException {
        MessageId id = order.id();
        String number = order.extra().get("OrderNo").toString();
        reveal(id);
        await("the order is a row of an unknown type", id, GuestVisit::isUnknown);
        picture.accept("4-before-guest");

        site.install(from);
        hands.await("the order is understood", WAIT_SECONDS, () -> store.find(id).orElseThrow().understood());
        await("the order is a card", id, GuestVisit::isCard);
        hands.await("the guest's section is there", WAIT_SECONDS,
                () -> hands.ask(() -> hands.find("panel.title") != null));
        // Folded, as the docked view is narrow.
        hands.clickCentre(hands.ask(() -> hands.find("panel.title")));
        hands.await("the panel lists the order", WAIT_SECONDS, () -> hands.ask(() -> panelSays(number)));
        reveal(id);
        Button button = hands.ask(() -> (Button) inRow(id).stream().filter(Button.class::isInstance).findAny()
                .orElseThrow());
        hands.clickCentre(button);
        hands.await("the answer has begun", WAIT_SECONDS, () -> hands.ask(() -> draft().getText().contains(number)));
        picture.accept("5-with-guest");
        hands.clickCentre(hands.ask(this::draft));
        hands.pressWith(SWT.MOD1, 'a');
        hands.press(SWT.DEL);
        hands.await("the draft is empty", WAIT_SECONDS, () -> hands.ask(() -> draft().getText().isEmpty()));

        showView(true);
        hands.await("the view lists the guest's handler", WAIT_SECONDS, () -> hands.ask(this::listed));
        picture.accept("6-extensions");
        showView(false);

        site.uninstall();
        await("the order is a row of an unknown type again", id, GuestVisit::isUnknown);
        hands.await("the panel is gone", WAIT_SECONDS, () -> hands.ask(() -> hands.find("panels") == null));
        picture.accept("7-after-guest");
    }

    private void showView(boolean shown) {
        hands.ask(() -> {
            IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
            if (!shown) {
                page.hideView(page.findView(EXTENSIONS));
                return null;
            }
            try {
                return page.showView(EXTENSIONS);
            } catch (PartInitException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private boolean listed() {
        Table table = (Table) hands.find("extensions.list");
        return table != null && Arrays.stream(table.getItems()).anyMatch(item -> item.getText().equals("guestOrder"));
    }

    /** Scrolls up until the message is wholly in view. */
    private void reveal(MessageId id) throws InterruptedException {
        Control transcript = hands.ask(() -> hands.find("transcript"));
        Rectangle area = hands.ask(transcript::getBounds);
        hands.click(transcript, new Point(3, area.height - 4));
        hands.await("the order is in view", WAIT_SECONDS, () -> {
            boolean seen = hands.ask(() -> Hands.all(transcript).stream()
                    .anyMatch(control -> id.value().equals(control.getData(MESSAGE)) && control.isVisible()
                            && control.getBounds().y >= 0
                            && control.getBounds().y + control.getBounds().height <= area.height));
            if (!seen) {
                hands.press(SWT.PAGE_UP);
            }
            return seen;
        });
    }

    private void await(String what, MessageId id, Predicate<Control> condition) throws InterruptedException {
        hands.await(what, WAIT_SECONDS, () -> hands.ask(() -> inRow(id).stream().anyMatch(condition)));
    }

    private static boolean isUnknown(Control control) {
        return control instanceof StyledText text && text.getText().startsWith("Message of type \u201corder\u201d");
    }

    private static boolean isCard(Control control) {
        return control instanceof Label label && label.getText().startsWith("Order ");
    }

    private boolean panelSays(String words) {
        Control panels = hands.find("panels");
        return panels != null && Hands.all(panels).stream()
                .anyMatch(control -> control instanceof Label label && label.getText().contains(words));
    }

    private Text draft() {
        return (Text) hands.find("composer.text");
    }

    /** The visible controls in the row of a message. On the UI thread. */
    private List<Control> inRow(MessageId id) {
        return Hands.all(hands.find("transcript")).stream()
                .filter(control -> id.value().equals(control.getData(MESSAGE)) && control.isVisible())
                .flatMap(row -> Hands.all(row).stream()).toList();
    }
}
