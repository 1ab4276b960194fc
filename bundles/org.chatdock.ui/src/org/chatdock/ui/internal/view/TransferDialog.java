// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.ConversationTransfer;
import org.chatdock.api.sending.ConversationTransfer.Kind;
import org.chatdock.api.sending.ConversationTransfer.Target;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IDialogLabelKeys;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/** Asks to whom a conversation goes, and hands it over. It stays, with the reason, if that fails. */
final class TransferDialog extends Dialog {
    private static final int WIDTH = 340;
    private static final int ROWS = 8;

    private final Desk desk;
    private final ConversationId conversation;
    private Table targets;
    private Text note;
    private Label state;
    private boolean handing;

    TransferDialog(Shell parent, Desk desk, ConversationId conversation) {
        super(parent);
        this.desk = desk;
        this.conversation = conversation;
        setBlockOnOpen(false);
        setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(NLS.bind(Messages.Transfer_title, desk.names().name(conversation)));
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        ((GridLayout) area.getLayout()).numColumns = 1;
        new Label(area, SWT.NONE).setText(Messages.Transfer_targets);
        targets = Ids.set(new Table(area, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL),
                "transfer.targets");
        Ids.name(targets, Messages.Transfer_targets);
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        data.widthHint = WIDTH;
        data.heightHint = ROWS * targets.getItemHeight();
        targets.setLayoutData(data);
        targets.addListener(SWT.Selection, event -> enable());
        targets.addListener(SWT.DefaultSelection, event -> okPressed());
        new Label(area, SWT.NONE).setText(Messages.Transfer_note);
        note = Ids.set(new Text(area, SWT.BORDER | SWT.SINGLE), "transfer.note");
        note.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Ids.name(note, Messages.Transfer_note);
        state = Ids.set(new Label(area, SWT.WRAP), "transfer.state");
        GridData stateData = new GridData(SWT.FILL, SWT.CENTER, true, false);
        stateData.widthHint = WIDTH;
        state.setLayoutData(stateData);
        say(Messages.Transfer_loading, false);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Ids.set(createButton(parent, IDialogConstants.OK_ID, Messages.Transfer_do, true), "transfer.do");
        createButton(parent, IDialogConstants.CANCEL_ID, JFaceResources.getString(IDialogLabelKeys.CANCEL_LABEL_KEY),
                false);
        enable();
    }

    @Override
    public void create() {
        super.create();
        CompletionStage<List<Target>> asked = ask(transfer -> transfer.targets(conversation));
        if (asked == null) {
            say(Messages.Transfer_failed, true);
            return;
        }
        asked.whenComplete((found, failure) -> whileOpen(() -> {
            if (failure != null || found == null) {
                say(CapabilityMenu.words(failure, Messages.Transfer_failed), true);
            } else {
                show(found);
            }
        }));
    }

    private <R> CompletionStage<R> ask(Function<ConversationTransfer, CompletionStage<R>> question) {
        return desk.capabilities().transfer().ask(question, null);
    }

    private void show(List<Target> found) {
        for (Target target : found) {
            TableItem item = new TableItem(targets, SWT.NONE);
            item.setData(target);
            String name = target.kind() == Kind.TEAM ? NLS.bind(Messages.Transfer_team, target.name()) : target.name();
            item.setText(target.available() ? name : NLS.bind(Messages.Transfer_away, name));
            if (!target.available()) {
                item.setForeground(Palette.of(targets).secondary());
            } else if (targets.getSelectionIndex() < 0) {
                targets.setSelection(item);
            }
        }
        say(targets.getSelectionIndex() < 0 ? Messages.Transfer_none : "", false);
        targets.setFocus();
        enable();
    }

    /** Null if none is chosen that could take it. */
    private Target chosen() {
        int index = targets.getSelectionIndex();
        return index >= 0 && targets.getItem(index).getData() instanceof Target target && target.available() ? target
                : null;
    }

    private void enable() {
        if (getButton(IDialogConstants.OK_ID) != null) {
            getButton(IDialogConstants.OK_ID).setEnabled(!handing && chosen() != null);
        }
    }

    @Override
    protected void okPressed() {
        Target target = chosen();
        if (handing || target == null) {
            return;
        }
        handing = true;
        enable();
        String words = note.getText().strip();
        CompletionStage<Void> done = ask(transfer -> transfer.transfer(conversation, target, words));
        if (done == null) {
            failed(null);
            return;
        }
        done.whenComplete((nothing, failure) -> whileOpen(() -> {
            if (failure == null) {
                close();
                desk.transferred(conversation,
                        NLS.bind(Messages.Transfer_done, desk.names().name(conversation), target.name()));
            } else {
                failed(failure);
            }
        }));
    }

    private void failed(Throwable failure) {
        handing = false;
        say(CapabilityMenu.words(failure, Messages.Transfer_failed), true);
        enable();
    }

    private void say(String words, boolean bad) {
        state.setText(words.replace("&", "&&"));
        Palette palette = Palette.of(state.getParent());
        state.setForeground(bad ? palette.badText() : palette.secondary());
        state.requestLayout();
    }

    private void whileOpen(Runnable task) {
        desk.onUi(() -> {
            if (getShell() != null && !getShell().isDisposed()) {
                task.run();
            }
        });
    }
}
